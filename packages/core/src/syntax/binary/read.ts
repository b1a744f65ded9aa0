import { isElf, readElf } from "./elf.js";
import { isMachO, readMachO } from "./mach-o.js";
import type { Binary, OtherBinary } from "./model.js";
import { isPe, readPe } from "./pe.js";
import { ByteReader, textOf, viewOf, type ByteSource } from "./source.js";

/**
 * Reads what a compiled program tells of itself. Nothing is executed.
 *
 * Whatever the bytes are, this ends within the bounds of `LIMITS` and does not throw; what could not be read is in `problems`, and an ELF, Mach-O
 * or PE file whose header cannot be read has the format "unknown". An error that `source` throws passes through.
 */
export function readBinary(source: ByteSource): Binary {
  const reader = new ByteReader(source);
  const head = reader.upTo(0, 16);
  const known = isElf(head) ? readElf(reader) : isPe(head) ? readPe(reader) : isMachO(head) ? readMachO(reader, head) : null;
  return known ?? { format: formatOf(head), size: source.size, goBuildInfo: null, problems: reader.problems };
}

/** Magic numbers. Sources: ar(5), the WebAssembly specification, Go's internal/xcoff and debug/plan9obj. */
function formatOf(head: Uint8Array): OtherBinary["format"] {
  const text = textOf(head);
  if (text.startsWith("!<arch>\n")) return "archive";
  if (text.startsWith("\0asm")) return "wasm";
  if (text.startsWith("#!")) return "script";
  const number = head.length < 4 ? 0 : viewOf(head).getUint32(0);
  if (number >>> 16 === 0x01df || number >>> 16 === 0x01f7) return "xcoff";
  return number === 0x1eb || number === 0x8a97 || number === 0x647 ? "plan9" : "unknown";
}
