/** ELF: header, program headers, section headers. Source: gABI, chapters 4 and 5. */
import { LIMITS } from "../../limits.js";
import { readGoBuildInfo } from "./build-info.js";
import { LoadedSegments, readDynamic } from "./elf-dynamic.js";
import { ElfLayout, headerFields, sectionFields, segmentFields } from "./elf-layout.js";
import { elfArchitecture, elfTypeName, segmentTypeName } from "./elf-names.js";
import { abiTagOf, gnuBuildIdOf, goBuildIdOf, readNotes } from "./elf-notes.js";
import type { ElfBinary, ElfSection, ElfSegment } from "./model.js";
import { viewOf, zeroTerminated, type ByteReader } from "./source.js";

const PF_W = 2;
const PF_X = 1;
const SHT_SYMTAB = 2;
/** Escapes of the 16-bit counts: the value is in section header 0. */
const PN_XNUM = 0xffff;
const SHN_XINDEX = 0xffff;

/** Null, with a problem, when the header is not that of an ELF file. */
export function readElf(reader: ByteReader): ElfBinary | null {
  const ident = reader.exactly(0, 16, "the ELF header");
  if (ident === null) return null;
  const [fileClass, data] = [ident.getUint8(4), ident.getUint8(5)];
  if ((fileClass !== 1 && fileClass !== 2) || (data !== 1 && data !== 2)) {
    reader.problem("malformed", `ELF class ${fileClass} and byte order ${data} do not exist`);
    return null;
  }
  const layout = new ElfLayout(fileClass === 2, data === 1);
  const { size, at } = headerFields(layout.wide);
  const header = reader.exactly(0, size, "the ELF header");
  if (header === null) return null;

  const table = {
    sections: { offset: layout.native(header, at.shoff), entry: layout.half(header, at.shentsize), count: layout.half(header, at.shnum), names: layout.half(header, at.shstrndx) },
    segments: { offset: layout.native(header, at.phoff), entry: layout.half(header, at.phentsize), count: layout.half(header, at.phnum) },
  };
  const sections = readSections(reader, layout, table.sections);
  const segments = readSegments(reader, layout, table.segments, table.sections.offset);
  const memory = new LoadedSegments(reader, segments);
  const notes = readNotes(reader, layout, segments, sections ?? []);
  const dynamicSegment = segments.find(({ type }) => type === "DYNAMIC");
  const dynamic = dynamicSegment === undefined ? null : readDynamic(reader, layout, dynamicSegment, memory);
  const machine = layout.half(header, 18);
  const goData = goDataOf(sections ?? [], segments);
  return {
    format: "elf",
    size: reader.size,
    class: layout.wide ? 64 : 32,
    endianness: layout.little ? "little" : "big",
    type: elfTypeName(layout.half(header, 16)),
    machine,
    arch: elfArchitecture(machine, layout.wide, layout.little),
    osAbi: ident.getUint8(7),
    entry: layout.native(header, at.entry),
    flags: layout.word(header, at.flags),
    segments,
    sections: sections ?? [],
    interpreter: interpreterOf(reader, segments),
    dynamic: dynamic?.dynamic ?? null,
    versionNeeds: dynamic?.versionNeeds ?? [],
    notes,
    goBuildId: goBuildIdOf(notes),
    gnuBuildId: gnuBuildIdOf(notes),
    abiTag: abiTagOf(layout, notes),
    symtab: sections?.some(({ type }) => type === SHT_SYMTAB) ?? null,
    dwarf: sections?.some(({ name }) => name === ".debug_info" || name === ".zdebug_info") ?? null,
    goBuildInfo: goData === null ? null : readGoBuildInfo(reader, memory, goData.address, goData.size),
    problems: reader.problems,
  };
}

interface Table {
  readonly offset: number;
  readonly entry: number;
  readonly count: number;
}

/** Empty when there are none, null when they cannot be read. */
function readSections(reader: ByteReader, layout: ElfLayout, { offset, entry, count, names }: Table & { readonly names: number }): readonly ElfSection[] | null {
  if (offset === 0) return [];
  const { size, at } = sectionFields(layout.wide);
  if (entry < size) {
    if (count === 0) return [];
    reader.problem("malformed", `section headers of ${entry} bytes`);
    return null;
  }
  const first = count === 0 || names === SHN_XINDEX ? reader.exactly(offset, size, "the section headers") : null;
  const total = count === 0 && first !== null ? layout.native(first, at.size) : count;
  const nameIndex = names === SHN_XINDEX && first !== null ? layout.word(first, at.link) : names;
  const table = readTable(reader, { offset, entry, count: total }, "the section headers");
  if (table === null) return total === 0 ? [] : null;
  const raw = Array.from({ length: total }, (_, i) => {
    const view = new DataView(table.buffer, table.byteOffset + i * entry, size);
    return {
      nameAt: layout.word(view, at.name),
      type: layout.word(view, at.type),
      flags: layout.native(view, at.flags),
      address: layout.native(view, at.address),
      offset: layout.native(view, at.offset),
      size: layout.native(view, at.size),
      entrySize: layout.native(view, at.entrySize),
      link: layout.word(view, at.link),
      info: layout.word(view, at.info),
      align: layout.native(view, at.align),
    };
  });
  const strings = raw[nameIndex];
  const text = strings === undefined || strings.size === 0 ? null : reader.exactly(strings.offset, strings.size, "the names of the sections");
  const bytes = text === null ? new Uint8Array(0) : new Uint8Array(text.buffer, text.byteOffset, text.byteLength);
  return raw.map(({ nameAt, ...section }) => ({ name: zeroTerminated(bytes, nameAt) ?? "", ...section }));
}

function readSegments(reader: ByteReader, layout: ElfLayout, { offset, entry, count }: Table, sectionsAt: number): readonly ElfSegment[] {
  if (offset === 0 || count === 0) return [];
  const { size, at } = segmentFields(layout.wide);
  if (entry < size) {
    reader.problem("malformed", `program headers of ${entry} bytes`);
    return [];
  }
  const sections = sectionFields(layout.wide);
  const first = count === PN_XNUM && sectionsAt !== 0 ? reader.exactly(sectionsAt, sections.size, "the section headers") : null;
  const total = first === null ? count : layout.word(first, sections.at.info);
  const table = readTable(reader, { offset, entry, count: total }, "the program headers");
  if (table === null) return [];
  return Array.from({ length: total }, (_, i) => {
    const view = new DataView(table.buffer, table.byteOffset + i * entry, size);
    return {
      type: segmentTypeName(layout.word(view, at.type)),
      flags: layout.word(view, at.flags),
      offset: layout.native(view, at.offset),
      address: layout.native(view, at.address),
      physicalAddress: layout.native(view, at.physical),
      fileSize: layout.native(view, at.fileSize),
      memorySize: layout.native(view, at.memorySize),
      align: layout.native(view, at.align),
    };
  });
}

function readTable(reader: ByteReader, { offset, entry, count }: Table, what: string): DataView | null {
  if (count === 0) return null;
  if (count > LIMITS.binaryEntries) {
    reader.problem("limit", `${what} are ${count}, more than are read`);
    return null;
  }
  return reader.exactly(offset, entry * count, what);
}

/** The kernel wants it to end in a zero; what follows one does not count. */
function interpreterOf(reader: ByteReader, segments: readonly ElfSegment[]): string | null {
  const segment = segments.find(({ type }) => type === "INTERP");
  if (segment === undefined) return null;
  const path = reader.exactly(segment.offset, segment.fileSize, "the name of the interpreter");
  return path === null ? null : zeroTerminated(new Uint8Array(path.buffer, path.byteOffset, path.byteLength), 0);
}

/** Where the Go linker puts build information. Source: debug/buildinfo, elfExe.DataStart. */
function goDataOf(sections: readonly ElfSection[], segments: readonly ElfSegment[]): { readonly address: number; readonly size: number } | null {
  const section = sections.find(({ name }) => name === ".go.buildinfo");
  if (section !== undefined) return { address: section.address, size: section.size };
  const data = segments.find(({ type, flags }) => type === "LOAD" && (flags & (PF_X | PF_W)) === PF_W);
  return data === undefined ? null : { address: data.address, size: data.memorySize };
}

/** The first bytes of an ELF file. */
export function isElf(head: Uint8Array): boolean {
  return head.length >= 4 && viewOf(head).getUint32(0) === 0x7f454c46;
}
