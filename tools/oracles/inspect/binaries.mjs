/** Programs built here for the comparison, and those that are on the machine anyway. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { app, buildRow, missingTool } from "../matrix/build.mjs";
import { readRows } from "../matrix/rows.mjs";

/** @typedef {{ name: string, path: string, row?: any, like?: string }} Built `row`: of the matrix; `like`: the same program with section headers */

const CROSS = { arm64: "aarch64-linux-gnu-gcc", arm: "arm-linux-gnueabihf-gcc" };

/** @param {string} program @param {Record<string, string>} env @param {string[]} flags */
function row(program, env, flags, more = {}) {
  return { case: `${program} ${Object.values(env).join(" ")} ${flags.join(" ")}`.trim(), program, env, flags, ...more };
}

const OFF = { CGO_ENABLED: "0" };

/** Rows in the form of the matrix: what every run compares. */
function ownRows() {
  return [
    ...["amd64", "arm64", "386", "s390x"].flatMap((GOARCH) => [row("netlookup", { ...OFF, GOARCH }, []), row("hello", { ...OFF, GOARCH }, ["-ldflags=-s -w"])]),
    ...["amd64", "arm64"].map((GOARCH) => row("hello", { ...OFF, GOARCH }, ["-buildmode=pie"])),
    row("netlookup", {}, []),
    row("netlookup", {}, ["-ldflags=-linkmode=external"]),
    row("netlookup", { GOARCH: "arm64", CC: CROSS.arm64, CGO_ENABLED: "1" }, []),
    row("cgocpp", {}, []),
    row("cgo", {}, ["-ldflags=-r /opt/lib"]),
    row("cgo", {}, ["-ldflags=-linkmode=external -extldflags -static"]),
    row("cgo", {}, ["-buildmode=pie", "-ldflags=-linkmode=external -extldflags -static-pie"]),
    row("cgo", { CC: "musl-gcc" }, []),
    row("cgo", {}, ["-ldflags=-compressdwarf=false"]),
    row("cgo", {}, ["-trimpath", "-tags=a,b", '-ldflags=-X "main.version=a b" -s']),
    row("cshared", {}, ["-buildmode=c-shared"]),
    row("cshared", {}, ["-buildmode=c-archive"]),
    row("dynimport", OFF, []),
    row("hello", { ...OFF, GOOS: "darwin", GOARCH: "arm64" }, []),
    row("hello", { ...OFF, GOOS: "windows", GOARCH: "amd64" }, []),
    row("hello", { ...OFF, GOOS: "js", GOARCH: "wasm" }, []),
  ];
}

/** With `--full`: every architecture and system, and older releases. */
function furtherRows() {
  return [
    ...["arm", "ppc64le", "ppc64", "riscv64", "mips", "mipsle", "mips64", "mips64le", "loong64"].map((GOARCH) => row("netlookup", { ...OFF, GOARCH }, [])),
    ...["ppc64le", "loong64"].map((GOARCH) => row("hello", { ...OFF, GOARCH }, ["-buildmode=pie"])),
    ...Object.entries(CROSS).flatMap(([GOARCH, CC]) => [row("netlookup", { GOARCH, CC, CGO_ENABLED: "1" }, []), row("cgo", { GOARCH, CC, CGO_ENABLED: "1" }, ["-buildmode=pie"])]),
    row("plug", {}, ["-buildmode=plugin"]),
    ...["darwin", "windows", "freebsd", "openbsd", "netbsd"].flatMap((GOOS) => ["amd64", "arm64"].map((GOARCH) => row("hello", { ...OFF, GOOS, GOARCH }, []))),
    row("hello", { ...OFF, GOOS: "android", GOARCH: "arm64" }, []),
    row("hello", { ...OFF, GOOS: "solaris", GOARCH: "amd64" }, []),
    row("hello", { ...OFF, GOOS: "windows", GOARCH: "386" }, []),
    row("hello", { ...OFF, GOOS: "windows", GOARCH: "amd64" }, ["-buildmode=pie"]),
    row("hello", { ...OFF, GOOS: "aix", GOARCH: "ppc64" }, []),
    row("hello", { ...OFF, GOOS: "plan9", GOARCH: "amd64" }, []),
    ...["1.18.10", "1.20.14", "1.22.12", "1.24.13", "1.27.4"].flatMap((go) => [row("old/netlookup", {}, [], { go }), ...["s390x", "386"].map((GOARCH) => row("old/hello", { ...OFF, GOARCH }, [], { go }))]),
    // Build information by pointers. That release does not know the flag that the others get.
    ...[["linux", "amd64"], ["linux", "s390x"], ["linux", "386"], ["linux", "arm64"], ["darwin", "amd64"], ["windows", "amd64"]].map(([GOOS = "", GOARCH = ""]) => row("old/hello", { ...OFF, GOOS, GOARCH, GOFLAGS: "" }, [], { go: "1.17.13" })),
  ];
}

/** Every binary in turn; a file may be gone when the next is asked for. @param {{ full: boolean, only: string }} choice @param {(text: string) => void} skipped @returns {Generator<Built>} */
export function* binaries({ full, only }, skipped) {
  const directory = mkdtempSync(join(tmpdir(), "inspect-"));
  process.on("exit", () => rmSync(directory, { recursive: true, force: true }));
  const recorded = [...readRows("matrix.jsonl"), ...readRows("own.jsonl")].filter(({ build }) => build === "ok");
  const rows = [...ownRows(), ...(full ? furtherRows() : []), ...recorded.filter((_, i) => full || i % 20 === 0)];
  for (const row of rows.filter(({ case: name }) => name.includes(only))) {
    const missing = missingTool(row);
    if (missing !== null) {
      skipped(`${row.case}: ${missing} is not installed`);
      continue;
    }
    const { build, build_output: output } = buildRow(row);
    if (build !== "ok" || !existsSync(app)) {
      if (row.build === undefined) skipped(`${row.case}: does not build here (${output.split("\n").at(-1)})`);
      continue;
    }
    if (statSync(app).isDirectory()) continue;
    yield { name: row.case, path: app, row };
    yield* changed(row.case, app, directory, row.build === undefined);
  }
  for (const path of installed(full).filter((file) => file.includes(only))) yield { name: path, path };
}

/** The same binary, stripped by others. @param {string} name @param {string} path @param {string} directory @param {boolean} all @returns {Generator<Built>} */
function* changed(name, path, directory, all) {
  const bytes = readFileSync(path);
  if (!all || bytes.subarray(0, 4).toString("latin1") !== "\x7fELF") return;
  const headless = join(directory, "headless");
  writeFileSync(headless, withoutSections(bytes));
  yield { name: `${name}, no section headers`, path: headless, like: path };
  const stripped = join(directory, "stripped");
  copyFileSync(path, stripped);
  if (spawnSync("strip", [stripped], { stdio: "ignore" }).status === 0) yield { name: `${name}, strip`, path: stripped };
}

/** e_shoff, e_shnum and e_shstrndx are 0, as after `sstrip` and `objcopy --strip-section-headers`. @param {Buffer} bytes */
function withoutSections(bytes) {
  const copy = Buffer.from(bytes);
  const wide = copy[4] === 2;
  copy.fill(0, wide ? 40 : 32, wide ? 48 : 36);
  copy.fill(0, wide ? 60 : 48, wide ? 64 : 52);
  return copy;
}

/** Programs and libraries of this machine. @param {boolean} full */
function installed(full) {
  const directories = ["/usr/bin", "/usr/lib/x86_64-linux-gnu", "/usr/aarch64-linux-gnu/lib", "/usr/arm-linux-gnueabihf/lib", "/usr/lib/musl/lib"];
  const files = directories.filter(existsSync).flatMap((directory) => readdirSync(directory).map((name) => join(directory, name)));
  const regular = files.filter((path) => existsSync(path) && statSync(path).isFile() && statSync(path).size < 256 * 1024 * 1024);
  return [...new Set(regular.map((path) => realpathSync(path)))].filter((_, i) => full || i % 60 === 0);
}
