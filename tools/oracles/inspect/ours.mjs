/** What core reads of a file, in the words of readelf and of the go command. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { readBinary } from "../../../packages/core/dist/index.js";

/** @import { Binary, ElfBinary, GoBuildInfo, GoModule } from "../../../packages/core/dist/index.js" */

/** @param {string} path @returns {{ binary: Binary, bytesRead: number }} */
export function readFile(path) {
  const file = openSync(path, "r");
  let bytesRead = 0;
  try {
    const read = (/** @type {number} */ offset, /** @type {number} */ length) => {
      const bytes = new Uint8Array(length);
      const count = readSync(file, bytes, 0, length, offset);
      bytesRead += count;
      return bytes.subarray(0, count);
    };
    return { binary: readBinary({ size: fstatSync(file).size, read }), bytesRead };
  } finally {
    closeSync(file);
  }
}

const SECTION_TYPES = { 0: "NULL", 1: "PROGBITS", 2: "SYMTAB", 3: "STRTAB", 4: "RELA", 5: "HASH", 6: "DYNAMIC", 7: "NOTE", 8: "NOBITS", 9: "REL", 11: "DYNSYM", 14: "INIT_ARRAY", 15: "FINI_ARRAY", 16: "PREINIT_ARRAY", 17: "GROUP", 0x6ffffff6: "GNU_HASH", 0x6ffffffd: "VERDEF", 0x6ffffffe: "VERNEED", 0x6fffffff: "VERSYM", 19: "RELR" };

/** Names of numbers that mean something to one processor or system only stay numbers there. */
const PLAIN_SEGMENT = /^[A-Z_]+$/;

/** @param {ElfBinary} elf */
export function elfFields(elf) {
  const { class: size, endianness, type, entry, flags, interpreter, dynamic, versionNeeds, gnuBuildId, abiTag, symtab, dwarf } = elf;
  return {
    class: size,
    endianness,
    type,
    entry,
    flags,
    segments: elf.segments.map((segment) => ({ ...segment, flags: permissions(segment.flags) })),
    sections: elf.sections.map((section) => ({ ...section, type: Object.entries(SECTION_TYPES).find(([number]) => Number(number) === section.type)?.[1] ?? section.type, flags: sectionFlags(section.flags) })),
    interpreter,
    dynamic: dynamic && { tags: dynamic.entries.map(({ tag }) => tag), needed: dynamic.needed, soname: dynamic.soname, rpath: dynamic.rpath, runpath: dynamic.runpath, pie: dynamic.pie, noDelete: dynamic.noDelete, bindNow: dynamic.bindNow },
    versionNeeds,
    notes: elf.notes.map(({ owner, description }) => `${owner} ${description.length}`),
    gnuBuildId,
    abiTag,
    symtab: symtab ?? false,
    dwarf: dwarf ?? false,
  };
}

export const isPlainSegment = (/** @type {string} */ type) => PLAIN_SEGMENT.test(type);

/** @param {number} flags */
function permissions(flags) {
  return `${flags & 4 ? "R" : ""}${flags & 2 ? "W" : ""}${flags & 1 ? "E" : ""}`;
}

/** Those flags that every system has. @param {number} flags */
function sectionFlags(flags) {
  const names = /** @type {const} */ ([[1, "W"], [2, "A"], [4, "X"], [0x10, "M"], [0x20, "S"], [0x40, "I"], [0x80, "L"], [0x200, "G"], [0x400, "T"], [0x800, "C"]]);
  return names.map(([bit, name]) => (flags & bit ? name : "")).join("");
}

/** As `go version -m` prints it. @param {GoBuildInfo} info */
export function goVersionText({ goVersion, path, main, deps, settings }) {
  const lines = [
    ...(path === "" ? [] : [`path\t${path}`]),
    ...(main === null ? [] : moduleLines("mod", main)),
    ...deps.flatMap((dep) => moduleLines("dep", dep)),
    ...settings.map(({ key, value }) => `build\t${quoted(key, /[= \t\r\n"`]/)}=${quoted(value, /[ \t\r\n"`]/)}`),
  ];
  return `${goVersion}\n${lines.map((line) => `\t${line}\n`).join("")}`;
}

/** @param {string} word @param {GoModule} module @returns {string[]} */
function moduleLines(word, { path, version, sum, replace }) {
  return replace === null ? [`${word}\t${path}\t${version}\t${sum}`] : [`${word}\t${path}\t${version}`, ...moduleLines("=>", replace)];
}

/** @param {string} text @param {RegExp} needs */
function quoted(text, needs) {
  return needs.test(text) ? JSON.stringify(text) : text;
}
