import { expect, test } from "vitest";
import { compareLinkage, type Linkage } from "../../src/linkage/index.js";
import { bytesSource, readBinary } from "../../src/syntax/binary/index.js";
import { known, unknown } from "../../src/text/index.js";
import { elfFile, inlineBuildInfo, peFile } from "../syntax/binary/writers.js";

const SETTINGS = "build\t-buildmode=exe\nbuild\t-tags=netgo,b\nbuild\tCGO_ENABLED=1\nbuild\tGOARCH=amd64\nbuild\tGOOS=linux\n";
const BUILD_INFO = inlineBuildInfo("go1.24.3", `path\texample.com/app\n${SETTINGS}`);

const BINARY = readBinary(
  bytesSource(
    elfFile({
      interpreter: "/lib64/ld-linux-x86-64.so.2",
      needed: ["libz.so.1", "libc.so.6"],
      versions: [["libc.so.6", "GLIBC_2.34"]],
      data: BUILD_INFO,
      sections: [[".text", 1], [".symtab", 2]],
    }),
  ),
);

const doubt = unknown({ code: "caller", text: "who knows", at: null });
const library = (soname: string, certain: boolean) => ({ soname, certain, because: "", at: null });
const needed = (complete: boolean, ...libraries: ReturnType<typeof library>[]) => known({ items: libraries.map(({ soname }) => soname), complete, libraries });

const LINKAGE: Linkage = {
  kind: known("dynamic"),
  interpreter: known("/lib64/ld-linux-x86-64.so.2"),
  needed: needed(true, library("libc.so.6", true), library("libz.so.1", true)),
  rpath: known(null),
  libc: known("glibc"),
  libcVersion: known("2.36"),
  glibc: known("2.34"),
  glibcFloor: known("2.34"),
  glibcxx: known(null),
  linkMode: known("internal"),
  buildMode: known("exe"),
  cgo: known(true),
  cgoPackages: doubt,
  tags: known(["b", "netgo"]),
  goos: known("linux"),
  goarch: known("amd64"),
  symtab: known(true),
  dwarf: known(false),
  variables: [],
  zoneinfo: doubt,
  roots: doubt,
  resolver: doubt,
  failure: null,
  hazards: [],
  assumptions: [],
};

function results(linkage: Partial<Linkage>): Readonly<Record<string, string>> {
  return Object.fromEntries(compareLinkage({ ...LINKAGE, ...linkage }, BINARY).map(({ field, result }) => [field, result]));
}

test("a prediction that is right is exact in every field", () => {
  const found = results({});
  expect(Object.keys(found)).toEqual(["goos", "goarch", "cgo", "tags", "buildMode", "kind", "linkMode", "interpreter", "needed", "rpath", "glibc", "glibcxx", "symtab", "dwarf"]);
  expect(new Set(Object.values(found))).toEqual(new Set(["exact"]));
});

test.each<[string, Partial<Linkage>, string, string]>([
  ["another kind", { kind: known("static") }, "kind", "different"],
  ["no kind", { kind: doubt }, "kind", "unknown"],
  ["another cgo", { cgo: known(false) }, "cgo", "different"],
  ["a library that may be needed", { needed: needed(true, library("libc.so.6", true), library("libz.so.1", false)) }, "needed", "within"],
  ["a list with more to come", { needed: needed(false, library("libc.so.6", true)) }, "needed", "within"],
  ["a library that is missing in a complete list", { needed: needed(true, library("libc.so.6", true)) }, "needed", "different"],
  ["a library that is not needed", { needed: needed(false, library("libpq.so.5", true)) }, "needed", "different"],
  ["glibc within bounds", { glibc: doubt, glibcFloor: known("2.17") }, "glibc", "within"],
  ["glibc below the bound", { glibc: doubt, glibcFloor: known("2.36") }, "glibc", "different"],
  ["glibc above the bound", { glibc: doubt, glibcFloor: known("2.17"), libcVersion: known("2.31") }, "glibc", "different"],
  ["glibc without a floor", { glibc: doubt, glibcFloor: doubt }, "glibc", "unknown"],
  ["symbols", { symtab: known(false) }, "symtab", "different"],
])("%s", (_, linkage, field, result) => {
  expect(results(linkage)[field]).toBe(result);
});

test("the build mode of a default is not recorded: the file type tells it", () => {
  const pie = readBinary(bytesSource(elfFile({ type: 3, flags1: 0x08000000, data: BUILD_INFO, sections: [[".text", 1]] })));
  const mode = (binary: typeof pie, predicted: string) => compareLinkage({ ...LINKAGE, buildMode: known(predicted) }, binary).find(({ field }) => field === "buildMode");
  expect(mode(pie, "pie")).toMatchObject({ result: "exact", actual: "pie" });
  expect(mode(pie, "exe")).toMatchObject({ result: "different", actual: "pie" });
  // A C compiler makes a PIE of an exe when its own flags say so.
  const external = readBinary(bytesSource(elfFile({ type: 3, flags1: 0x08000000, data: BUILD_INFO, sections: [[".comment", 1]] })));
  expect([mode(external, "exe")?.result, mode(external, "pie")?.result]).toEqual(["exact", "unknown"]);
});

test("of a Windows program the settings are compared, not the link", () => {
  const binary = readBinary(bytesSource(peFile(inlineBuildInfo("go1.24.3", SETTINGS.replace("linux", "windows"))())));
  const found = compareLinkage({ ...LINKAGE, goos: known("windows"), kind: known("foreign"), buildMode: known("pie") }, binary);
  expect(found.map(({ field, result }) => [field, result])).toEqual([["goos", "exact"], ["goarch", "exact"], ["cgo", "exact"], ["tags", "exact"], ["buildMode", "unknown"], ["kind", "exact"]]);
});
