import { expect, test } from "vitest";
import { bytesSource, readBinary, type Binary, type ElfBinary } from "../../../src/syntax/binary/index.js";
import { elfFile, inlineBuildInfo, machOFile, MODULE_INFO, peFile, pointedBuildInfo } from "./writers.js";

function read(bytes: Uint8Array): Binary {
  return readBinary(bytesSource(bytes));
}

function readElf(bytes: Uint8Array): ElfBinary {
  const binary = read(bytes);
  if (binary.format !== "elf") throw new Error(`read as ${binary.format}`);
  return binary;
}

const DYNAMIC = {
  interpreter: "/lib64/ld-linux-x86-64.so.2",
  needed: ["libc.so.6", "libz.so.1"],
  runpath: "/opt/lib",
  flags1: 0x08000001,
  versions: [["libc.so.6", "GLIBC_2.34", "GLIBC_2.2.5"], ["libz.so.1", "ZLIB_1.2.9"]],
} as const;

test.each([
  ["ELF64 little endian", true, true],
  ["ELF64 big endian", true, false],
  ["ELF32 little endian", false, true],
  ["ELF32 big endian", false, false],
])("%s: the interpreter, the libraries and their versions, without section headers", (_, wide, little) => {
  const elf = readElf(elfFile({ wide, little, ...DYNAMIC }));
  expect(elf.problems).toEqual([]);
  expect([elf.class, elf.endianness, elf.type]).toEqual([wide ? 64 : 32, little ? "little" : "big", "EXEC"]);
  expect(elf.interpreter).toBe("/lib64/ld-linux-x86-64.so.2");
  expect(elf.dynamic).toMatchObject({ needed: ["libc.so.6", "libz.so.1"], runpath: "/opt/lib", rpath: null, pie: true, bindNow: true, noDelete: false });
  expect(elf.versionNeeds).toEqual([
    { library: "libc.so.6", versions: [{ name: "GLIBC_2.34", weak: false }, { name: "GLIBC_2.2.5", weak: false }] },
    { library: "libz.so.1", versions: [{ name: "ZLIB_1.2.9", weak: false }] },
  ]);
  expect([elf.symtab, elf.dwarf]).toEqual([false, false]);
});

test("sections tell whether symbols and DWARF were kept", () => {
  const elf = readElf(elfFile({ sections: [[".text", 1], [".zdebug_info", 1], [".symtab", 2]] }));
  expect(elf.sections.map(({ name }) => name)).toEqual(["", ".text", ".zdebug_info", ".symtab", ".shstrtab"]);
  expect([elf.symtab, elf.dwarf]).toEqual([true, true]);
});

test("notes: build ids and the oldest kernel", () => {
  const elf = readElf(
    elfFile({
      notes: [
        { owner: "Go", type: 4, description: [...Buffer.from("a/b/c")] },
        { owner: "GNU", type: 3, description: [0xca, 0xfe] },
        { owner: "GNU", type: 1, description: [0, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0] },
      ],
    }),
  );
  expect([elf.goBuildId, elf.gnuBuildId, elf.abiTag]).toEqual(["a/b/c", "cafe", { os: "Linux", kernel: "3.2.0" }]);
});

const INFO = {
  goVersion: "go1.24.3",
  path: "example.com/app/cmd/server",
  main: { path: "example.com/app", version: "v1.2.3", sum: "", replace: null },
  deps: [{ path: "example.com/lib", version: "v0.1.0", sum: "h1:abc=", replace: null }],
  settings: [
    { key: "-buildmode", value: "exe" },
    { key: "-ldflags", value: "-s -X main.v=a" },
    { key: "CGO_ENABLED", value: "1" },
    { key: "GOARCH", value: "amd64" },
    { key: "GOOS", value: "linux" },
  ],
};

test("Go build information as it is since 1.18", () => {
  expect(readElf(elfFile({ data: inlineBuildInfo("go1.24.3", MODULE_INFO) })).goBuildInfo).toEqual(INFO);
});

test.each([
  [8, true],
  [8, false],
  [4, true],
  [4, false],
] as const)("Go build information as it was before 1.18: pointers of %i bytes, little endian %s", (size, little) => {
  const elf = readElf(elfFile({ wide: size === 8, little, data: pointedBuildInfo("go1.24.3", MODULE_INFO, size, little) }));
  expect(elf.goBuildInfo).toEqual(INFO);
});

test("a program built without modules has a version alone", () => {
  expect(readElf(elfFile({ data: inlineBuildInfo("go1.20", "") })).goBuildInfo).toEqual({ goVersion: "go1.20", path: "", main: null, deps: [], settings: [] });
});

test("replaced modules and values with quotes", () => {
  const text = 'mod\texample.com/app\t(devel)\ndep\texample.com/lib\tv1.0.0\n=>\t../lib\t(devel)\t\nbuild\t-tags=a,b\nbuild\tCGO_CFLAGS="-g \\"x\\""\n';
  expect(readElf(elfFile({ data: inlineBuildInfo("go1.24.3", text) })).goBuildInfo).toMatchObject({
    main: { path: "example.com/app", version: "(devel)", sum: "" },
    deps: [{ path: "example.com/lib", version: "v1.0.0", replace: { path: "../lib", version: "(devel)", sum: "", replace: null } }],
    settings: [{ key: "-tags", value: "a,b" }, { key: "CGO_CFLAGS", value: '-g "x"' }],
  });
});

test("build information that Go would not accept is a problem", () => {
  const elf = readElf(elfFile({ data: inlineBuildInfo("go1.24.3", "path\tx\nbuild\tno equals sign\n") }));
  expect(elf.goBuildInfo).toBeNull();
  expect(elf.problems.map(({ code }) => code)).toEqual(["malformed"]);
});

test("Mach-O and PE are told apart, with their build information", () => {
  const data = inlineBuildInfo("go1.24.3", MODULE_INFO)();
  expect(read(machOFile(data))).toMatchObject({ format: "mach-o", arch: "arm64", type: 2, goBuildInfo: INFO, problems: [] });
  expect(read(peFile(data))).toMatchObject({ format: "pe", arch: "amd64", dll: false, goBuildInfo: INFO, problems: [] });
});

test.each([
  ["archive", "!<arch>\n"],
  ["wasm", "\0asm\u0001\0\0\0"],
  ["script", "#!/bin/sh\n"],
  ["plan9", "\0\0\u008a\u0097"],
  ["xcoff", "\u0001\u00f7\0\u0001"],
  ["unknown", ""],
  ["unknown", "hello, world"],
  ["unknown", "MZ"],
  // a Java class
  ["unknown", "\u00ca\u00fe\u00ba\u00be\0\0\0\u003d"],
])("%s", (format, text) => {
  expect(read(Uint8Array.from(text, (char) => char.charCodeAt(0))).format).toBe(format);
});

const FULL = elfFile({ ...DYNAMIC, notes: [{ owner: "GNU", type: 3, description: [1, 2, 3, 4] }], data: inlineBuildInfo("go1.24.3", MODULE_INFO), sections: [[".text", 1], [".symtab", 2]] });

test("a file that ends early never throws, and says so", () => {
  for (let length = 0; length < FULL.length; length++) read(FULL.subarray(0, length));
  const half = readElf(FULL.subarray(0, FULL.length - 200));
  expect(half.problems.map(({ code }) => code)).toContain("truncated");
  // What lies before is there, what lies behind is not "absent".
  expect([half.interpreter, half.symtab]).toEqual(["/lib64/ld-linux-x86-64.so.2", null]);
});

test("no byte makes it throw or read without bound", () => {
  for (const original of [FULL, elfFile({ wide: false, little: false, ...DYNAMIC }), machOFile(inlineBuildInfo("go1.24.3", MODULE_INFO)()), peFile(inlineBuildInfo("go1.24.3", MODULE_INFO)())]) {
    for (let at = 0; at < original.length; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const bytes = original.slice();
        bytes[at] = value;
        let read = 0;
        const source = { size: bytes.length, read: (offset: number, length: number) => ((read += length), bytes.subarray(offset, offset + length)) };
        readBinary(source);
        expect(read).toBeLessThan(64 * 1024 * 1024);
      }
    }
  }
});

test("a huge file is not read whole", () => {
  const head = FULL;
  let read = 0;
  // 8 GB of zeros behind a program that promises a section table at the end
  const source = {
    size: 2 ** 33,
    read: (offset: number, length: number) => {
      read += length;
      const bytes = new Uint8Array(length);
      if (offset < head.length) bytes.set(head.subarray(offset, offset + length));
      return bytes;
    },
  };
  const binary = readBinary(source);
  expect(binary).toMatchObject({ format: "elf", interpreter: "/lib64/ld-linux-x86-64.so.2" });
  expect(read).toBeLessThan(100_000);
});

test("a chain of versions that leads back to itself ends", () => {
  const bytes = elfFile({ needed: ["libc.so.6"], versions: [["libc.so.6", "GLIBC_2.34"]] });
  const view = new DataView(bytes.buffer);
  // the first Verneed: version 1, one name
  const at = bytes.findIndex((_, i) => i % 16 === 0 && view.getUint16(i, true) === 1 && i + 16 < bytes.length && view.getUint16(i + 2, true) === 1 && view.getUint32(i + 8, true) === 16);
  view.setUint16(at + 2, 0xffff, true);
  view.setInt32(at + 16 + 12, 0, true);
  expect(readElf(bytes).versionNeeds).toHaveLength(1);
});
