/** Notes: small records of whoever made the file. Source: gABI, "Note Section"; LSB, "Vendor Specific Notes"; cmd/internal/buildid. */
import { LIMITS } from "../../limits.js";
import type { ElfLayout } from "./elf-layout.js";
import { ABI_SYSTEMS } from "./elf-names.js";
import type { ElfAbiTag, ElfNote, ElfSection, ElfSegment } from "./model.js";
import { textOf, viewOf, zeroTerminated, type ByteReader } from "./source.js";

const SHT_NOTE = 7;
const GNU_ABI_TAG = 1;
const GNU_BUILD_ID = 3;
const GO_BUILD_ID = 4;

/** From the sections, as the Go linker puts NT_GNU_BUILD_ID into a section alone; from the segments where there are no sections. */
export function readNotes(reader: ByteReader, layout: ElfLayout, segments: readonly ElfSegment[], sections: readonly ElfSection[]): readonly ElfNote[] {
  const inSections = sections.filter(({ type }) => type === SHT_NOTE);
  const areas =
    inSections.length > 0
      ? inSections.map(({ offset, size, align }) => ({ offset, size, align }))
      : segments.filter(({ type }) => type === "NOTE").map(({ offset, fileSize, align }) => ({ offset, size: fileSize, align }));
  const notes: ElfNote[] = [];
  for (const { offset, size, align } of areas) {
    if (size === 0) continue;
    const area = reader.exactly(offset, size, "a note");
    // Notes of 64-bit files are aligned to 4 bytes as well, unless their segment says 8.
    if (area !== null) notesOf(reader, layout, area, align === 8 ? 8 : 4, notes);
  }
  return notes;
}

function notesOf(reader: ByteReader, layout: ElfLayout, area: DataView, align: number, notes: ElfNote[]): void {
  const aligned = (at: number): number => Math.ceil(at / align) * align;
  for (let at = 0; at + 12 <= area.byteLength; ) {
    const nameSize = layout.word(area, at);
    const size = layout.word(area, at + 4);
    const description = aligned(at + 12 + nameSize);
    const end = description + size;
    if (end > area.byteLength || notes.length >= LIMITS.binaryEntries) {
      reader.problem("malformed", "a note is longer than its place");
      return;
    }
    const bytes = new Uint8Array(area.buffer, area.byteOffset, area.byteLength);
    const owner = nameSize === 0 ? "" : (zeroTerminated(bytes.subarray(at + 12, at + 12 + nameSize), 0) ?? "");
    notes.push({ owner, type: layout.word(area, at + 8), description: bytes.slice(description, end) });
    at = aligned(end);
  }
}

export function goBuildIdOf(notes: readonly ElfNote[]): string | null {
  const note = notes.find(({ owner, type }) => owner === "Go" && type === GO_BUILD_ID);
  return note === undefined ? null : textOf(note.description);
}

export function gnuBuildIdOf(notes: readonly ElfNote[]): string | null {
  const note = notes.find(({ owner, type }) => owner === "GNU" && type === GNU_BUILD_ID);
  return note === undefined ? null : [...note.description].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function abiTagOf(layout: ElfLayout, notes: readonly ElfNote[]): ElfAbiTag | null {
  const note = notes.find(({ owner, type, description }) => owner === "GNU" && type === GNU_ABI_TAG && description.length >= 16);
  if (note === undefined) return null;
  const [system = 0, ...kernel] = [0, 4, 8, 12].map((at) => layout.word(viewOf(note.description), at));
  return { os: ABI_SYSTEMS[system] ?? String(system), kernel: kernel.join(".") };
}
