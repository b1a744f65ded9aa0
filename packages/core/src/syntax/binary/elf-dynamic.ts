/** The dynamic section and the symbol versions that it needs. Source: gABI, "Dynamic Section"; LSB, "Symbol Versioning". */
import { LIMITS } from "../../limits.js";
import type { ElfLayout } from "./elf-layout.js";
import type { ElfDynamic, ElfSegment, VersionNeed } from "./model.js";
import { NAME_BYTES, viewOf, zeroTerminated, type ByteReader } from "./source.js";

const DT = { needed: 1, strtab: 5, strsz: 10, soname: 14, rpath: 15, bindNow: 24, runpath: 29, flags: 30, flags1: 0x6ffffffb, verneed: 0x6ffffffe, verneednum: 0x6fffffff } as const;
const DF_BIND_NOW = 0x8;
const DF_1_NOW = 0x1;
const DF_1_NODELETE = 0x8;
const DF_1_PIE = 0x08000000;
const VER_FLG_WEAK = 2;

/** What the loader would find in memory, read from the file: the bytes at an address, fewer where its segment ends. */
export class LoadedSegments {
  readonly #loads: readonly ElfSegment[];

  constructor(
    private readonly reader: ByteReader,
    segments: readonly ElfSegment[],
  ) {
    this.#loads = segments.filter(({ type, fileSize }) => type === "LOAD" && fileSize > 0);
  }

  at(address: number, length: number): Uint8Array {
    const segment = this.#loads.find((one) => one.address <= address && address < one.address + one.fileSize);
    if (segment === undefined) return new Uint8Array(0);
    return this.reader.upTo(segment.offset + (address - segment.address), Math.min(length, segment.address + segment.fileSize - address));
  }
}

export function readDynamic(reader: ByteReader, layout: ElfLayout, segment: ElfSegment, memory: LoadedSegments): { readonly dynamic: ElfDynamic; readonly versionNeeds: readonly VersionNeed[] } | null {
  const entrySize = 2 * layout.nativeSize;
  const count = Math.floor(segment.fileSize / entrySize);
  if (count > LIMITS.binaryEntries) {
    reader.problem("limit", `${count} dynamic entries are more than are read`);
    return null;
  }
  const table = reader.exactly(segment.offset, count * entrySize, "the dynamic section");
  if (table === null) return null;
  const entries: { readonly tag: number; readonly value: number }[] = [];
  for (let i = 0; i < count; i++) {
    const tag = layout.native(table, i * entrySize);
    if (tag === 0) break;
    entries.push({ tag, value: layout.native(table, i * entrySize + layout.nativeSize) });
  }
  const value = (tag: number): number | undefined => entries.find((entry) => entry.tag === tag)?.value;
  const strings = new DynamicStrings(reader, memory, value(DT.strtab) ?? 0, value(DT.strsz) ?? 0);
  const text = (tag: number): string | null => {
    const offset = value(tag);
    return offset === undefined ? null : strings.at(offset);
  };
  const flags = value(DT.flags) ?? 0;
  const flags1 = value(DT.flags1) ?? 0;
  const has = (set: number, flag: number): boolean => Math.floor(set / flag) % 2 === 1;
  const dynamic: ElfDynamic = {
    needed: entries.flatMap(({ tag, value: offset }) => (tag === DT.needed ? (strings.at(offset) ?? []) : [])),
    soname: text(DT.soname),
    rpath: text(DT.rpath),
    runpath: text(DT.runpath),
    flags,
    flags1,
    pie: has(flags1, DF_1_PIE),
    noDelete: has(flags1, DF_1_NODELETE),
    bindNow: value(DT.bindNow) !== undefined || has(flags, DF_BIND_NOW) || has(flags1, DF_1_NOW),
    entries,
  };
  const start = value(DT.verneed);
  const versionNeeds = start === undefined ? [] : readVersionNeeds(reader, layout, memory, strings, start, value(DT.verneednum) ?? 0);
  return { dynamic, versionNeeds };
}

/** Names in DT_STRTAB. Only those that are asked for are read: in large programs the table has megabytes. */
class DynamicStrings {
  constructor(
    private readonly reader: ByteReader,
    private readonly memory: LoadedSegments,
    private readonly start: number,
    private readonly size: number,
  ) {}

  at(offset: number): string | null {
    const found = offset < this.size ? zeroTerminated(this.memory.at(this.start + offset, Math.min(NAME_BYTES, this.size - offset)), 0) : null;
    if (found === null) this.reader.problem("malformed", `the dynamic string table has nothing at ${offset}`);
    return found;
  }
}

/** The chain of Verneed structures, each with a chain of Vernaux. A chain may name itself as its successor: both are bounded by their counts. */
function readVersionNeeds(reader: ByteReader, layout: ElfLayout, memory: LoadedSegments, strings: DynamicStrings, start: number, count: number): readonly VersionNeed[] {
  const needs: VersionNeed[] = [];
  let left: number = LIMITS.binaryEntries;
  let address = start;
  for (let i = 0; i < count; i++) {
    const need = structure(reader, memory, address);
    if (need === null) break;
    const versions: VersionNeed["versions"][number][] = [];
    let own = address + layout.word(need, 8);
    for (let n = layout.half(need, 2); n > 0; n--) {
      if (left-- <= 0) {
        reader.problem("limit", "more needed symbol versions than are read");
        return needs;
      }
      const version = structure(reader, memory, own);
      if (version === null) break;
      const name = strings.at(layout.word(version, 8));
      if (name !== null) versions.push({ name, weak: (layout.half(version, 4) & VER_FLG_WEAK) !== 0 });
      const next = layout.word(version, 12);
      if (next === 0) break;
      own += next;
    }
    const library = strings.at(layout.word(need, 4));
    if (library !== null) needs.push({ library, versions });
    const next = layout.word(need, 12);
    if (next === 0) break;
    address += next;
    if (left-- <= 0) break;
  }
  return needs;
}

/** Verneed and Vernaux have 16 bytes. */
function structure(reader: ByteReader, memory: LoadedSegments, address: number): DataView | null {
  const bytes = memory.at(address, 16);
  if (bytes.length === 16) return viewOf(bytes);
  reader.problem("truncated", "a needed symbol version lies outside of the file");
  return null;
}
