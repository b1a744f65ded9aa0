import { expect, test } from "vitest";
import { bytesSource, needsOf, readBinary, type BinaryNeeds } from "../../../src/syntax/binary/index.js";
import { elfFile, inlineBuildInfo, type ElfParts } from "./writers.js";

function needs(parts: ElfParts): BinaryNeeds {
  const binary = readBinary(bytesSource(elfFile(parts)));
  if (binary.format !== "elf") throw new Error(binary.format);
  return needsOf(binary);
}

const DYN = 3;
const PIE = 0x08000000;
const goBinary = (settings: string) => inlineBuildInfo("go1.24.3", `path\texample.com/app\n${settings}`);

test.each<[string, ElfParts, BinaryNeeds["kind"]]>([
  ["an executable that names nothing", {}, "static"],
  ["an executable with an interpreter", { interpreter: "/lib/x", needed: ["libc.so.6"] }, "dynamic"],
  ["a PIE with an interpreter and no library (fact c1)", { type: DYN, interpreter: "/lib64/ld-linux-x86-64.so.2", flags1: PIE }, "dynamic"],
  ["a PIE without interpreter", { type: DYN, flags1: PIE }, "static-pie"],
  ["a PIE that -d made static (fact c6)", { type: DYN }, "static-pie"],
  ["a library", { type: DYN, needed: ["libc.so.6"] }, "shared-object"],
  ["what go says is a library", { type: DYN, flags1: PIE, needed: ["libc.so.6"], data: goBinary("build\t-buildmode=c-shared\n") }, "shared-object"],
  ["an object file", { type: 1 }, "object"],
])("%s", (_, parts, kind) => {
  expect(needs(parts).kind).toBe(kind);
});

test("of each library and family the newest version counts", () => {
  const found = needs({ needed: ["libc.so.6", "libm.so.6"], versions: [["libc.so.6", "GLIBC_2.2.5", "GLIBC_2.34", "GLIBC_2.9", "GLIBC_PRIVATE"], ["libm.so.6", "GLIBC_2.29"]] });
  expect(found.floors).toEqual([
    { library: "libc.so.6", family: "GLIBC", version: "2.34" },
    { library: "libc.so.6", family: "GLIBC", version: "PRIVATE" },
    { library: "libm.so.6", family: "GLIBC", version: "2.29" },
  ]);
});

test.each<[string, ElfParts, string | null, string | null]>([
  ["glibc", { interpreter: "/lib64/ld-linux-x86-64.so.2", needed: ["libc.so.6"] }, "glibc", "linux"],
  ["musl of Alpine", { interpreter: "/lib/ld-musl-x86_64.so.1", needed: ["libc.musl-x86_64.so.1"] }, "musl", "linux"],
  ["musl of Debian", { interpreter: "/lib/ld-musl-x86_64.so.1", needed: ["libc.so"] }, "musl", "linux"],
  ["Android", { interpreter: "/system/bin/linker64", needed: ["libc.so"], data: goBinary("build\tGOOS=android\n") }, "bionic", "android"],
  ["static", { data: goBinary("build\tGOOS=linux\n") }, null, "linux"],
  ["FreeBSD, by its notes", { notes: [{ owner: "FreeBSD", type: 1, description: [0, 0, 0, 0] }] }, null, "freebsd"],
  ["nothing", {}, null, null],
])("%s: C library and system", (_, parts, libc, os) => {
  const found = needs(parts);
  expect([found.libc, found.os]).toEqual([libc, os]);
});

test("who linked a Go program shows in its sections", () => {
  const data = goBinary("build\tGOOS=linux\n");
  expect(needs({ data, sections: [[".text", 1]] }).linkMode).toBe("internal");
  expect(needs({ data, sections: [[".text", 1], [".comment", 1]] }).linkMode).toBe("external");
  expect(needs({ data }).linkMode).toBeNull();
  expect(needs({ sections: [[".text", 1]] }).linkMode).toBeNull();
});
