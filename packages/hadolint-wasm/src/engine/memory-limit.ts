import { HadolintError } from "../error.js";

const PAGE = 65_536;
const MEMORY_SECTION = 5;

/**
 * A WebAssembly module whose own memory cannot grow beyond `bytes`: the maximum is written into its memory section, so the bound holds in every
 * engine, and a program that asks for more is refused by `memory.grow` as on a machine without more.
 *
 * @param module in the binary format (WebAssembly core specification, section 5.5)
 * @throws HadolintError when it begins with more than that, or is no module
 */
export function limitMemory(module: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  if (String.fromCharCode(...module.subarray(0, 4)) !== "\0asm") throw new HadolintError("failed", "the file is no WebAssembly module");
  const maximum = Math.floor(bytes / PAGE);
  let at = 8;
  while (at < module.length) {
    const id = module[at];
    const size = readNumber(module, at + 1);
    if (id === MEMORY_SECTION) {
      const section = module.subarray(size.end, size.end + size.value);
      return concat(module.subarray(0, at), sectionWith(section, maximum), module.subarray(size.end + size.value));
    }
    at = size.end + size.value;
  }
  throw new HadolintError("failed", "the WebAssembly module has no memory of its own");
}

/** One memory: more than that is a proposal which WASI does not use. */
function sectionWith(section: Uint8Array, maximum: number): Uint8Array {
  const count = readNumber(section, 0);
  const flags = section[count.end] ?? 0;
  const initial = readNumber(section, count.end + 1);
  // Bit 1 is shared memory, bit 2 addresses of 64 bits.
  if (count.value !== 1 || flags > 1) throw new HadolintError("failed", "the WebAssembly module has a memory of an unsupported kind");
  if (initial.value > maximum) throw new HadolintError("limit", `the WebAssembly module needs ${initial.value * PAGE} bytes of memory, which is over the limit`);
  const declared = flags === 1 ? readNumber(section, initial.end).value : maximum;
  const content = [1, 1, ...number(initial.value), ...number(Math.min(declared, maximum))];
  return Uint8Array.from([MEMORY_SECTION, ...number(content.length), ...content]);
}

/** LEB128 of an unsigned number of 32 bits. */
function readNumber(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, factor = 1; at < start + 5; at++, factor *= 128) {
    const byte = bytes[at];
    if (byte === undefined) break;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new HadolintError("failed", "the file is no WebAssembly module");
}

function number(value: number): readonly number[] {
  return value < 128 ? [value] : [(value % 128) | 0x80, ...number(Math.floor(value / 128))];
}

function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
