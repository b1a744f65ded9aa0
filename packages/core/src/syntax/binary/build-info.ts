/** The build information that the Go linker leaves in a program. Source: debug/buildinfo/buildinfo.go; cmd/link/internal/ld/data.go, buildinfo. */
import type { GoBuildInfo } from "./model.js";
import { parseModuleInfo } from "./module-info.js";
import { textOf, viewOf, type ByteReader } from "./source.js";

/** What a program has in memory at an address: the bytes, fewer where the range that holds the address ends. */
export interface AddressSpace {
  at(address: number, length: number): Uint8Array;
}

/** "\xff Go buildinf:", then the size of a pointer and flags. */
const MAGIC = [0xff, 0x20, 0x47, 0x6f, 0x20, 0x62, 0x75, 0x69, 0x6c, 0x64, 0x69, 0x6e, 0x66, 0x3a] as const;
const ALIGN = 16;
const HEADER_SIZE = 32;
const BIG_ENDIAN = 1;
const INLINE = 2;
const CHUNK = 1024 * 1024;
const MAX_VARINT = 10;
/** cmd/go puts as many bytes before and behind the module information. */
const FRAME = 16;

/** Null when there is none between two addresses, or when it cannot be read: the latter is a problem, too. */
export function readGoBuildInfo(reader: ByteReader, memory: AddressSpace, start: number, size: number): GoBuildInfo | null {
  const found = searchMagic(memory, start, size);
  if (found === null) return null;
  const header = memory.at(found, HEADER_SIZE);
  if (header.length < HEADER_SIZE) return null;
  const flags = header[15] ?? 0;
  const strings = (flags & INLINE) !== 0 ? inlineStrings(memory, found + HEADER_SIZE) : pointedStrings(memory, header, (flags & BIG_ENDIAN) === 0);
  if (strings === null || strings.version === "") {
    reader.problem("malformed", "the Go build information cannot be decoded");
    return null;
  }
  const { version, module } = strings;
  const framed = module.length >= 2 * FRAME + 1 && module[module.length - FRAME - 1] === NEWLINE;
  const parsed = parseModuleInfo(framed ? textOf(module.subarray(FRAME, -FRAME)) : "");
  if (typeof parsed === "string") {
    reader.problem("malformed", `Go build information, ${parsed}`);
    return null;
  }
  return { goVersion: version, ...parsed };
}

const NEWLINE = 0x0a;

interface Strings {
  readonly version: string;
  readonly module: Uint8Array;
}

function searchMagic(memory: AddressSpace, start: number, size: number): number | null {
  const end = start + size;
  for (let address = Math.ceil(start / ALIGN) * ALIGN; address < end; address += CHUNK) {
    const bytes = memory.at(address, Math.min(CHUNK, end - address));
    if (bytes.length === 0) return null;
    for (let at = bytes.indexOf(MAGIC[0]); at >= 0; at = bytes.indexOf(MAGIC[0], at + 1)) {
      if (at % ALIGN === 0 && MAGIC.every((byte, i) => bytes[at + i] === byte)) return end - address - at < HEADER_SIZE ? null : address + at;
    }
  }
  return null;
}

/** Since Go 1.18: both texts follow, each after its length. */
function inlineStrings(memory: AddressSpace, address: number): Strings | null {
  const version = inlineString(memory, address);
  const module = version === null ? null : inlineString(memory, version.end);
  return version === null || module === null ? null : { version: textOf(version.bytes), module: module.bytes };
}

function inlineString(memory: AddressSpace, address: number): { readonly bytes: Uint8Array; readonly end: number } | null {
  const prefix = memory.at(address, MAX_VARINT);
  let length = 0;
  for (const [i, byte] of prefix.entries()) {
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte >= 0x80) continue;
    const start = address + i + 1;
    const bytes = length === 0 ? new Uint8Array(0) : memory.at(start, length);
    return bytes.length === length ? { bytes, end: start + length } : null;
  }
  return null;
}

/** Before Go 1.18: two pointers to Go strings, which are a pointer and a length. */
function pointedStrings(memory: AddressSpace, header: Uint8Array, little: boolean): Strings | null {
  const pointerSize = header[14];
  if (pointerSize !== 4 && pointerSize !== 8) return null;
  const pointer = (view: DataView, at: number): number => (pointerSize === 8 ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little));
  const pointed = (at: number): Uint8Array => {
    const value = memory.at(pointer(viewOf(header), at), 2 * pointerSize);
    if (value.length < 2 * pointerSize) return new Uint8Array(0);
    const [address, length] = [pointer(viewOf(value), 0), pointer(viewOf(value), pointerSize)];
    const bytes = memory.at(address, length);
    return bytes.length < length ? new Uint8Array(0) : bytes;
  };
  return { version: textOf(pointed(16)), module: pointed(16 + pointerSize) };
}
