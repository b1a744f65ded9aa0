/** Windows programs, told apart and searched for Go build information. Source: Microsoft's PE format; Go's debug/pe. */
import { readGoBuildInfo } from "./build-info.js";
import type { PeBinary } from "./model.js";
import type { ByteReader } from "./source.js";

const ARCHITECTURES: Readonly<Record<number, string>> = { 0x14c: "386", 0x8664: "amd64", 0x1c0: "arm", 0x1c4: "arm", 0xaa64: "arm64" };
const DLL = 0x2000;
/** initialised, readable, writable; alignment does not count */
const DATA = 0xc0000040;
const ALIGNMENT = 0x600000;
const COFF_SIZE = 24;
const SECTION_SIZE = 40;

export function isPe(head: Uint8Array): boolean {
  return head[0] === 0x4d && head[1] === 0x5a;
}

/** Null, with a problem, when the file only begins as one: DOS programs do. */
export function readPe(reader: ByteReader): PeBinary | null {
  const start = reader.exactly(0x3c, 4, "the place of the PE header")?.getUint32(0, true);
  const coff = start === undefined ? null : reader.exactly(start, COFF_SIZE, "the PE header");
  if (start === undefined || coff === null) return null;
  if (coff.getUint32(0) !== 0x50450000) {
    reader.problem("malformed", "a program of DOS, or a broken one of Windows");
    return null;
  }
  const optionalSize = coff.getUint16(20, true);
  const optional = optionalSize >= 32 ? reader.exactly(start + COFF_SIZE, optionalSize, "the optional header") : null;
  const base = optional === null ? 0 : optional.getUint16(0, true) === 0x20b ? Number(optional.getBigUint64(24, true)) : optional.getUint32(28, true);
  const count = coff.getUint16(6, true);
  const table = count === 0 ? null : reader.exactly(start + COFF_SIZE + optionalSize, count * SECTION_SIZE, "the sections");
  const sections = Array.from({ length: table === null ? 0 : count }, (_, i) => {
    const field = (at: number): number => table?.getUint32(i * SECTION_SIZE + at, true) ?? 0;
    return { memorySize: field(8), address: field(12), size: field(16), offset: field(20), characteristics: field(36) };
  });
  const data = sections.find(({ address, size, characteristics }) => address !== 0 && size !== 0 && (characteristics & ~ALIGNMENT) >>> 0 === DATA);
  const memory = {
    at: (absolute: number, length: number): Uint8Array => {
      const address = absolute - base;
      const section = sections.find((one) => one.address <= address && address < one.address + one.size);
      return section === undefined ? new Uint8Array(0) : reader.upTo(section.offset + (address - section.address), Math.min(length, section.address + section.size - address));
    },
  };
  return {
    format: "pe",
    size: reader.size,
    arch: ARCHITECTURES[coff.getUint16(4, true)] ?? null,
    dll: (coff.getUint16(22, true) & DLL) !== 0,
    goBuildInfo: data === undefined ? null : readGoBuildInfo(reader, memory, data.address + base, data.memorySize),
    problems: reader.problems,
  };
}
