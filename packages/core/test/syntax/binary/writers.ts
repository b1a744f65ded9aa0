/** Small programs of each format, written field by field. */

export interface ElfParts {
  readonly wide?: boolean;
  readonly little?: boolean;
  /** e_type; EXEC when not given */
  readonly type?: number;
  readonly machine?: number;
  readonly interpreter?: string;
  readonly needed?: readonly string[];
  readonly runpath?: string;
  readonly flags1?: number;
  /** library, then its versions */
  readonly versions?: readonly (readonly [library: string, ...versions: string[]])[];
  readonly notes?: readonly { readonly owner: string; readonly type: number; readonly description: readonly number[] }[];
  /** the writable segment */
  readonly data?: (address: number) => Uint8Array;
  /** names and types; none: no section headers */
  readonly sections?: readonly (readonly [name: string, type: number])[];
}

const BASE = 0x400000;

/** Bytes in one order, of which places are remembered. */
class Writer {
  readonly bytes: number[] = [];
  constructor(
    readonly wide: boolean,
    readonly little: boolean,
  ) {}

  number(value: number, size: number): void {
    const digits = Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** i) % 256);
    this.bytes.push(...(this.little ? digits : digits.reverse()));
  }

  native(value: number): void {
    this.number(value, this.wide ? 8 : 4);
  }

  align(size: number): void {
    while (this.bytes.length % size !== 0) this.bytes.push(0);
  }

  /** Returns where it starts. */
  append(bytes: Iterable<number>): number {
    this.align(16);
    const start = this.bytes.length;
    this.bytes.push(...bytes);
    return start;
  }
}

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

/** A table of names that end in zeros. */
class Names {
  text = "\0";
  at(name: string): number {
    const found = this.text.indexOf(`\0${name}\0`);
    if (found >= 0) return found + 1;
    this.text += `${name}\0`;
    return this.text.length - name.length - 1;
  }
}

/** An ELF file: one segment holds everything, another one the data. */
export function elfFile(parts: ElfParts = {}): Uint8Array {
  const { wide = true, little = true, needed = [], versions = [], notes = [], sections = [] } = parts;
  const file = new Writer(wide, little);
  const part = (write: (w: Writer) => void): number[] => {
    const writer = new Writer(wide, little);
    write(writer);
    return writer.bytes;
  };
  const [headerSize, segmentSize, sectionSize] = wide ? [64, 56, 64] : [52, 32, 40];
  const segments: { type: number; flags: number; offset: number; size: number }[] = [];
  file.bytes.length = headerSize + 8 * segmentSize;
  file.bytes.fill(0);

  if (parts.interpreter !== undefined) segments.push({ type: 3, flags: 4, offset: file.append(ascii(`${parts.interpreter}\0`)), size: parts.interpreter.length + 1 });
  for (const note of notes) {
    const bytes = part((w) => {
      w.number(note.owner.length + 1, 4);
      w.number(note.description.length, 4);
      w.number(note.type, 4);
      w.bytes.push(...ascii(`${note.owner}\0`));
      w.align(4);
      w.bytes.push(...note.description);
      w.align(4);
    });
    segments.push({ type: 4, flags: 4, offset: file.append(bytes), size: bytes.length });
  }
  if (needed.length > 0 || parts.flags1 !== undefined || parts.runpath !== undefined) {
    const names = new Names();
    const versionBytes = part((w) => {
      for (const [i, [library, ...names_]] of versions.entries()) {
        w.number(1, 2);
        w.number(names_.length, 2);
        w.number(names.at(library), 4);
        w.number(16, 4);
        w.number(i === versions.length - 1 ? 0 : 16 * (1 + names_.length), 4);
        for (const [n, name] of names_.entries()) {
          w.number(0, 4);
          w.number(0, 2);
          w.number(n + 2, 2);
          w.number(names.at(name), 4);
          w.number(n === names_.length - 1 ? 0 : 16, 4);
        }
      }
    });
    const tags: [number, number][] = needed.map((name) => [1, names.at(name)]);
    if (parts.runpath !== undefined) tags.push([29, names.at(parts.runpath)]);
    if (parts.flags1 !== undefined) tags.push([0x6ffffffb, parts.flags1]);
    if (versions.length > 0) tags.push([0x6ffffffe, BASE + file.append(versionBytes)], [0x6fffffff, versions.length]);
    tags.push([5, BASE + file.append(ascii(names.text))], [10, names.text.length], [0, 0]);
    const dynamic = part((w) => {
      for (const [tag, value] of tags) {
        w.native(tag);
        w.native(value);
      }
    });
    segments.push({ type: 2, flags: 6, offset: file.append(dynamic), size: dynamic.length });
  }
  if (parts.data !== undefined) {
    file.align(16);
    const bytes = parts.data(BASE + file.bytes.length);
    segments.push({ type: 1, flags: 6, offset: file.append(bytes), size: bytes.length });
  }
  const names = new Names();
  const nameOffsets = sections.map(([name]) => names.at(name));
  const tableName = names.at(".shstrtab");
  const strings = file.append(ascii(names.text));
  file.align(16);
  const sectionsAt = file.bytes.length;
  segments.push({ type: 1, flags: 5, offset: 0, size: sectionsAt });
  if (sections.length > 0) {
    const row = (name: number, type: number, offset: number, size: number): void => {
      const start = file.bytes.length;
      file.number(name, 4);
      file.number(type, 4);
      file.native(0);
      file.native(0);
      file.native(offset);
      file.native(size);
      while (file.bytes.length < start + sectionSize) file.bytes.push(0);
    };
    row(0, 0, 0, 0);
    for (const [i, [, type]] of sections.entries()) row(nameOffsets[i] ?? 0, type, 0, 0);
    row(tableName, 3, strings, names.text.length);
  }

  const header = part((w) => {
    w.bytes.push(0x7f, ...ascii("ELF"), wide ? 2 : 1, little ? 1 : 2, 1, 0);
    w.align(16);
    w.number(parts.type ?? 2, 2);
    w.number(parts.machine ?? 62, 2);
    w.number(1, 4);
    w.native(BASE);
    w.native(headerSize);
    w.native(sections.length > 0 ? sectionsAt : 0);
    w.number(0, 4);
    for (const value of [headerSize, segmentSize, segments.length, sectionSize, sections.length > 0 ? sections.length + 2 : 0, sections.length > 0 ? sections.length + 1 : 0]) w.number(value, 2);
    for (const { type, flags, offset, size } of segments) {
      w.number(type, 4);
      if (wide) w.number(flags, 4);
      for (const value of [offset, BASE + offset, BASE + offset, size, size]) w.native(value);
      if (!wide) w.number(flags, 4);
      w.native(4);
    }
  });
  for (const [i, byte] of header.entries()) file.bytes[i] = byte;
  return Uint8Array.from(file.bytes);
}

/** Of a real program. */
export const MODULE_INFO = "path\texample.com/app/cmd/server\nmod\texample.com/app\tv1.2.3\t\ndep\texample.com/lib\tv0.1.0\th1:abc=\nbuild\t-buildmode=exe\nbuild\t-ldflags=\"-s -X main.v=a\"\nbuild\tCGO_ENABLED=1\nbuild\tGOARCH=amd64\nbuild\tGOOS=linux\n";

const FRAMED = (text: string): number[] => [...Array<number>(16).fill(0xaa), ...ascii(text), ...Array<number>(16).fill(0xbb)];
const MAGIC = [0xff, ...ascii(" Go buildinf:")];

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [0x80 + (value % 0x80), ...varint(Math.floor(value / 0x80))];
}

/** As Go writes it since 1.18. */
export function inlineBuildInfo(version: string, info: string): () => Uint8Array {
  const module = info === "" ? [] : FRAMED(info);
  return () => Uint8Array.from([...MAGIC, 8, 2, ...Array<number>(16).fill(0), ...varint(version.length), ...ascii(version), ...varint(module.length), ...module]);
}

/** As Go wrote it before 1.18: pointers to strings. */
export function pointedBuildInfo(version: string, info: string, pointerSize: 4 | 8, little: boolean): (address: number) => Uint8Array {
  const module = FRAMED(info);
  return (address) => {
    const writer = new Writer(pointerSize === 8, little);
    const strings = address + 32;
    const texts = strings + 4 * pointerSize;
    writer.bytes.push(...MAGIC, pointerSize, little ? 0 : 1);
    writer.native(strings);
    writer.native(strings + 2 * pointerSize);
    while (writer.bytes.length < 32) writer.bytes.push(0);
    for (const value of [texts, version.length, texts + version.length, module.length]) writer.native(value);
    writer.bytes.push(...ascii(version), ...module);
    return Uint8Array.from(writer.bytes);
  };
}

/** A Mach-O program for arm64 with a writable segment. */
export function machOFile(data: Uint8Array): Uint8Array {
  const writer = new Writer(true, true);
  for (const value of [0xfeedfacf, 0x0100000c, 0, 2, 1, 72, 0, 0, 0x19, 72]) writer.number(value, 4);
  writer.bytes.push(...ascii("__DATA".padEnd(16, "\0")));
  for (const value of [0x100000000, data.length, 112, data.length]) writer.native(value);
  for (const value of [3, 3, 0, 0]) writer.number(value, 4);
  while (writer.bytes.length < 112) writer.bytes.push(0);
  return Uint8Array.from([...writer.bytes, ...data]);
}

/** A PE program for amd64 with a writable section. */
export function peFile(data: Uint8Array): Uint8Array {
  const writer = new Writer(true, true);
  writer.bytes.push(0x4d, 0x5a);
  while (writer.bytes.length < 0x3c) writer.bytes.push(0);
  writer.number(0x40, 4);
  writer.bytes.push(...ascii("PE\0\0"));
  for (const value of [0x8664, 1]) writer.number(value, 2);
  for (const value of [0, 0, 0]) writer.number(value, 4);
  for (const value of [32, 0x22]) writer.number(value, 2);
  writer.number(0x20b, 2);
  while (writer.bytes.length < 0x58 + 24) writer.bytes.push(0);
  writer.number(0x140000000, 8);
  writer.bytes.push(...ascii(".data\0\0\0"));
  for (const value of [data.length, 0x1000, data.length, 0xa0, 0, 0, 0, 0xc0000040]) writer.number(value, 4);
  while (writer.bytes.length < 0xa0) writer.bytes.push(0);
  return Uint8Array.from([...writer.bytes, ...data]);
}
