import { describe, expect, it } from "vitest";
import { cgoFlagFailure } from "../../src/linkage/cgo-flags.js";
import { understandGoCommand } from "../../src/gobuild/index.js";
import { known } from "../../src/text/index.js";
import { call, host } from "../gobuild/support.js";
import { closure, linked, MAIN } from "./support.js";

const RELEASES = ["1.18", "1.21", "1.23", "1.24", "1.25", "1.26", "1.27"];

/** Flags that go refused, by the releases that did: `go build -n` with the newest patch of each, on linux/amd64. */
const OBSERVED: readonly (readonly [variable: string, flags: string, refused: string])[] = [
  ["LDFLAGS", "-Wl,--push-state", "1.18 1.21 1.23"],
  ["LDFLAGS", "-Wl,-z,now", "1.18 1.21"],
  ["LDFLAGS", "-Wl,-z,relro,-z,now", "1.18 1.21"],
  ["LDFLAGS", "-no-pie", "1.18 1.21 1.23 1.24 1.25 1.26 1.27"],
  ["LDFLAGS", "-nostdlib", "1.18 1.21 1.23 1.24 1.25 1.26 1.27"],
  ["LDFLAGS", "-l:libz.a", "1.26 1.27"],
  ["LDFLAGS", "-lz", ""],
  ["LDFLAGS", "x.lib", "1.18 1.21 1.23 1.24 1.25"],
  ["LDFLAGS", "-mcmodel=large", "1.18 1.21 1.23 1.24"],
  ["LDFLAGS", "-Wl,-rpath,/x", ""],
  ["LDFLAGS", "-Wl,-rpath,x", "1.18 1.21 1.23"],
  ["LDFLAGS", "-lto_library", "1.21 1.23 1.24 1.25 1.26 1.27"],
  ["LDFLAGS", "-Wl,--wrap,f", ""],
  ["LDFLAGS", "-fuse-ld=lld", "1.18 1.21 1.23 1.24 1.25 1.26 1.27"],
  ["LDFLAGS", "-Wl,-e=x", ""],
  ["LDFLAGS", "-static", ""],
  ["LDFLAGS", "--sysroot=/x", "1.18 1.21 1.23 1.24 1.25 1.26 1.27"],
  ["LDFLAGS", "-Wl,-R=/opt", ""],
  ["CFLAGS", "--static", "1.18 1.21 1.23"],
  ["CFLAGS", "-ffile-prefix-map=a=b", "1.18 1.21"],
  ["CFLAGS", "-mcmodel=large", "1.18 1.21"],
  ["CFLAGS", "-fplugin=x.so", "1.18 1.21 1.23 1.24 1.25 1.26 1.27"],
  ["CFLAGS", "-O2", ""],
  ["CFLAGS", "-march=native", ""],
  ["CFLAGS", "--sysroot=/x", "1.26 1.27"],
  ["CFLAGS", "-fsanitize=address", ""],
  ["CFLAGS", "-target x86_64", "1.26 1.27"],
  ["CFLAGS", "-include x.h", ""],
  ["CFLAGS", "-x c", ""],
  ["CFLAGS", "-std=c11", ""],
  ["CFLAGS", "-mavx2", ""],
  ["CFLAGS", "-Wa,-x", "1.18 1.21 1.23 1.24 1.25 1.26 1.27"],
  ["CFLAGS", "-fno-canonical-system-headers", "1.18 1.21"],
  ["CFLAGS", "-msoft-float", "1.18 1.21 1.23 1.24"],
];

/** Dropped by patch releases: a minor version alone does not tell, so that the flag is let pass. */
const LET_PASS = new Set(["LDFLAGS -l:libz.a", "CFLAGS --sysroot=/x", "CFLAGS -target x86_64"]);

function refusedBy(variable: string, flags: string, goVersion: string, isLeast = false): boolean {
  const args = flags.split(" ");
  const directive = { condition: "", variable, args, argRanges: [], range: [0, 0] as const, problem: null };
  const main = { ...linked({ path: MAIN, cgo: true, std: false }), cgoDirectives: [{ directive, at: null }] };
  const machine = host({ goVersion: known(goVersion), goVersionIsLeast: isLeast });
  const command = understandGoCommand(call(["build"], { CGO_ENABLED: "1" }), machine);
  if (command === null) throw new Error("go build is understood");
  return cgoFlagFailure({ ...closure([]), packages: new Map([[MAIN, main]]) }, command.settings, machine) !== null;
}

describe("cgoFlagFailure", () => {
  it.each(OBSERVED)("refuses #cgo %s: %s with the releases that do", (variable, flags, refused) => {
    const ours = RELEASES.filter((release) => refusedBy(variable, flags, release));
    expect(ours).toEqual(LET_PASS.has(`${variable} ${flags}`) ? [] : refused.split(" ").filter((release) => release !== ""));
  });

  it("says nothing of releases whose lists are not known", () => {
    expect(refusedBy("LDFLAGS", "-no-pie", "1.15")).toBe(false);
    expect(refusedBy("LDFLAGS", "-no-pie", "1.18")).toBe(true);
  });

  it("refuses nothing that a newer release accepts when the go line is all that is known", () => {
    expect(refusedBy("LDFLAGS", "-Wl,--push-state", "1.21")).toBe(true);
    expect(refusedBy("LDFLAGS", "-Wl,--push-state", "1.21", true)).toBe(false);
    expect(refusedBy("LDFLAGS", "-no-pie", "1.21", true)).toBe(true);
  });
});
