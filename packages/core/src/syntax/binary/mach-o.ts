/** Mach-O, told apart and searched for Go build information. Source: Apple's mach-o/loader.h and fat.h; Go's debug/macho. */
import { LIMITS } from "../../limits.js";
import { readGoBuildInfo } from "./build-info.js";
import type { MachOBinary } from "./model.js";
import { viewOf, zeroTerminated, type ByteReader } from "./source.js";

const ARCHITECTURES: Readonly<Record<number, string>> = { 7: "386", 12: "arm", 18: "ppc", 0x1000007: "amd64", 0x100000c: "arm64", 0x1000012: "ppc64" };
const LC_SEGMENT = 0x1;
const LC_SEGMENT_64 = 0x19;
const READ_WRITE = 3;
/** Java classes begin as universal files do; their second word is 45 or more. */
const MAX_IMAGES = 20;

interface Thin {
  readonly wide: boolean;
  readonly little: boolean;
}

function thinOf(head: Uint8Array): Thin | null {
  if (head.length < 4) return null;
  switch (viewOf(head).getUint32(0)) {
    case 0xfeedface:
      return { wide: false, little: false };
    case 0xfeedfacf:
      return { wide: true, little: false };
    case 0xcefaedfe:
      return { wide: false, little: true };
    case 0xcffaedfe:
      return { wide: true, little: true };
    default:
      return null;
  }
}

function fatOf(head: Uint8Array): { readonly wide: boolean; readonly count: number } | null {
  if (head.length < 8) return null;
  const magic = viewOf(head).getUint32(0);
  const count = viewOf(head).getUint32(4);
  return (magic === 0xcafebabe || magic === 0xcafebabf) && count > 0 && count < MAX_IMAGES ? { wide: magic === 0xcafebabf, count } : null;
}

export function isMachO(head: Uint8Array): boolean {
  return thinOf(head) !== null || fatOf(head) !== null;
}

/** Of a universal file the first image is read, as `go version` does. */
export function readMachO(reader: ByteReader, head: Uint8Array): MachOBinary | null {
  const fat = fatOf(head);
  if (fat === null) return readImage(reader, 0, []);
  const entry = fat.wide ? 32 : 20;
  const table = reader.exactly(8, entry * fat.count, "the images of a universal file");
  if (table === null) return null;
  const architectures = Array.from({ length: fat.count }, (_, i) => nameOf(table.getUint32(i * entry)) ?? `cpu ${table.getUint32(i * entry)}`);
  return readImage(reader, fat.wide ? Number(table.getBigUint64(8)) : table.getUint32(8), architectures);
}

function nameOf(cpu: number): string | null {
  return ARCHITECTURES[cpu] ?? null;
}

interface MachOSegment {
  readonly name: string;
  readonly address: number;
  readonly memorySize: number;
  readonly offset: number;
  readonly fileSize: number;
  readonly writable: boolean;
}

function readImage(reader: ByteReader, base: number, architectures: readonly string[]): MachOBinary | null {
  const thin = thinOf(reader.upTo(base, 4));
  if (thin === null) {
    reader.problem("malformed", "a universal file whose first image is not a Mach-O file");
    return null;
  }
  const { wide, little } = thin;
  const headerSize = wide ? 32 : 28;
  const header = reader.exactly(base, headerSize, "the Mach-O header");
  if (header === null) return null;
  const [cpu, type, count, size] = [4, 12, 16, 20].map((at) => header.getUint32(at, little)) as [number, number, number, number];
  const commands = count === 0 ? null : reader.exactly(base + headerSize, size, "the load commands");
  const { segments, goSection } = commands === null ? NO_COMMANDS : readCommands(reader, commands, count, thin);
  const data = goSection ?? segments.find(({ address, fileSize, writable }) => address !== 0 && fileSize !== 0 && writable) ?? null;
  const memory = {
    at: (address: number, length: number): Uint8Array => {
      const segment = segments.find((one) => one.name !== "__PAGEZERO" && one.address <= address && address < one.address + one.fileSize);
      return segment === undefined ? new Uint8Array(0) : reader.upTo(base + segment.offset + (address - segment.address), Math.min(length, segment.address + segment.fileSize - address));
    },
  };
  return {
    format: "mach-o",
    size: reader.size,
    arch: nameOf(cpu),
    architectures,
    type,
    goBuildInfo: data === null ? null : readGoBuildInfo(reader, memory, data.address, data.memorySize),
    problems: reader.problems,
  };
}

interface Commands {
  readonly segments: readonly MachOSegment[];
  readonly goSection: { readonly address: number; readonly memorySize: number } | null;
}

const NO_COMMANDS: Commands = { segments: [], goSection: null };

function readCommands(reader: ByteReader, commands: DataView, count: number, { wide, little }: Thin): Commands {
  const segments: MachOSegment[] = [];
  let goSection: Commands["goSection"] = null;
  const bytes = new Uint8Array(commands.buffer, commands.byteOffset, commands.byteLength);
  const native = (at: number): number => (wide ? Number(commands.getBigUint64(at, little)) : commands.getUint32(at, little));
  const [step, segmentSize, sectionSize] = wide ? [8, 72, 80] : [4, 56, 68];
  let at = 0;
  for (let i = 0; i < Math.min(count, LIMITS.binaryEntries); i++) {
    const size = at + 8 <= commands.byteLength ? commands.getUint32(at + 4, little) : 0;
    if (size < 8 || at + size > commands.byteLength) {
      reader.problem("malformed", "a load command is longer than all of them");
      break;
    }
    const kind = commands.getUint32(at, little);
    if (kind === (wide ? LC_SEGMENT_64 : LC_SEGMENT) && size >= segmentSize) {
      const numbers = at + 24 + 4 * step;
      segments.push({
        name: fixedName(bytes, at + 8),
        address: native(at + 24),
        memorySize: native(at + 24 + step),
        offset: native(at + 24 + 2 * step),
        fileSize: native(at + 24 + 3 * step),
        writable: commands.getUint32(numbers, little) === READ_WRITE && commands.getUint32(numbers + 4, little) === READ_WRITE,
      });
      const sections = Math.min(commands.getUint32(numbers + 8, little), Math.floor((size - segmentSize) / sectionSize));
      for (let n = 0; n < sections && goSection === null; n++) {
        const section = at + segmentSize + n * sectionSize;
        if (fixedName(bytes, section) === "__go_buildinfo") goSection = { address: native(section + 32), memorySize: native(section + 32 + step) };
      }
    }
    at += size;
  }
  return { segments, goSection };
}

function fixedName(bytes: Uint8Array, at: number): string {
  return zeroTerminated(bytes.subarray(at, at + 16), 0) ?? "";
}
