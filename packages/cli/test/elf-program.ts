/** A little program for linux/amd64, as `inspect` sees it: no code, only what headers tell. */
export interface Program {
  readonly interpreter?: string;
  /** needs libc.so.6 with this GLIBC_ version */
  readonly glibc?: string;
  /** text of the build information: "path\t…\nbuild\t…\n" */
  readonly goInfo?: string;
}

const BASE = 0x400000;
const HEADER = 64;
const SEGMENT = 56;

export function elfProgram({ interpreter, glibc, goInfo }: Program): Uint8Array {
  const file = Buffer.alloc(4096);
  let end = HEADER + 5 * SEGMENT;
  const put = (bytes: Buffer): number => {
    const start = Math.ceil(end / 16) * 16;
    bytes.copy(file, start);
    end = start + bytes.length;
    return start;
  };
  const segments: (readonly [type: number, flags: number, offset: number, size: number])[] = [];
  if (interpreter !== undefined) segments.push([3, 4, put(Buffer.from(`${interpreter}\0`)), interpreter.length + 1]);
  if (glibc !== undefined) {
    const names = Buffer.from(`\0libc.so.6\0GLIBC_${glibc}\0`);
    const strings = put(names);
    const need = Buffer.alloc(32);
    need.writeUInt16LE(1, 0);
    need.writeUInt16LE(1, 2);
    need.writeUInt32LE(1, 4);
    need.writeUInt32LE(16, 8);
    need.writeUInt32LE(11, 24);
    const tags = [[1, 1], [5, BASE + strings], [10, names.length], [0x6ffffffe, BASE + put(need)], [0x6fffffff, 1], [0, 0]].flat();
    const dynamic = Buffer.alloc(8 * tags.length);
    for (const [i, tag] of tags.entries()) dynamic.writeBigUInt64LE(BigInt(tag), 8 * i);
    segments.push([2, 6, put(dynamic), dynamic.length]);
  }
  if (goInfo !== undefined) {
    const module = Buffer.from(`${"x".repeat(16)}${goInfo}${"y".repeat(16)}`);
    const version = Buffer.from("go1.24.3");
    const length = Buffer.from([0x80 | (module.length & 0x7f), module.length >> 7]);
    const blob = Buffer.concat([Buffer.from("\xff Go buildinf:\x08\x02", "latin1"), Buffer.alloc(16), Buffer.from([version.length]), version, length, module]);
    segments.push([1, 6, put(blob), blob.length]);
  }
  segments.push([1, 5, 0, end]);
  file.write("\x7fELF\x02\x01\x01", 0, "latin1");
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(62, 18);
  file.writeBigUInt64LE(BigInt(HEADER), 32);
  file.writeUInt16LE(SEGMENT, 54);
  file.writeUInt16LE(segments.length, 56);
  for (const [i, [type, flags, offset, size]] of segments.entries()) {
    const at = HEADER + i * SEGMENT;
    file.writeUInt32LE(type, at);
    file.writeUInt32LE(flags, at + 4);
    for (const [n, value] of [offset, BASE + offset, BASE + offset, size, size].entries()) file.writeBigUInt64LE(BigInt(value), at + 8 + 8 * n);
  }
  return new Uint8Array(file.subarray(0, end));
}
