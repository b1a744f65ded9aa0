/** Where the fields of ELF structures lie, by class and byte order. Source: gABI, chapters 4 and 5; glibc's elf.h. */

/** Reads the numbers of one file. */
export class ElfLayout {
  constructor(
    readonly wide: boolean,
    readonly little: boolean,
  ) {}

  half(view: DataView, at: number): number {
    return view.getUint16(at, this.little);
  }

  word(view: DataView, at: number): number {
    return view.getUint32(at, this.little);
  }

  /** An address, an offset or a size: 4 or 8 bytes. Above 2^53 it is rounded. */
  native(view: DataView, at: number): number {
    return this.wide ? Number(view.getBigUint64(at, this.little)) : view.getUint32(at, this.little);
  }

  /** Size of an address. */
  get nativeSize(): number {
    return this.wide ? 8 : 4;
  }
}

/** Offset of each field; entries of the tables may be longer than we know them. */
interface Fields<Name extends string> {
  readonly size: number;
  readonly at: Readonly<Record<Name, number>>;
}

export type HeaderField = "entry" | "phoff" | "shoff" | "flags" | "phentsize" | "phnum" | "shentsize" | "shnum" | "shstrndx";
export type SegmentField = "type" | "flags" | "offset" | "address" | "physical" | "fileSize" | "memorySize" | "align";
export type SectionField = "name" | "type" | "flags" | "address" | "offset" | "size" | "link" | "info" | "align" | "entrySize";

export function headerFields(wide: boolean): Fields<HeaderField> {
  return wide
    ? { size: 64, at: { entry: 24, phoff: 32, shoff: 40, flags: 48, phentsize: 54, phnum: 56, shentsize: 58, shnum: 60, shstrndx: 62 } }
    : { size: 52, at: { entry: 24, phoff: 28, shoff: 32, flags: 36, phentsize: 42, phnum: 44, shentsize: 46, shnum: 48, shstrndx: 50 } };
}

export function segmentFields(wide: boolean): Fields<SegmentField> {
  return wide
    ? { size: 56, at: { type: 0, flags: 4, offset: 8, address: 16, physical: 24, fileSize: 32, memorySize: 40, align: 48 } }
    : { size: 32, at: { type: 0, offset: 4, address: 8, physical: 12, fileSize: 16, memorySize: 20, flags: 24, align: 28 } };
}

export function sectionFields(wide: boolean): Fields<SectionField> {
  return wide
    ? { size: 64, at: { name: 0, type: 4, flags: 8, address: 16, offset: 24, size: 32, link: 40, info: 44, align: 48, entrySize: 56 } }
    : { size: 40, at: { name: 0, type: 4, flags: 8, address: 12, offset: 16, size: 20, link: 24, info: 28, align: 32, entrySize: 36 } };
}
