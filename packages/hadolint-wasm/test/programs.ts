import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** A directory of files that is removed after the tests of a file. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), "hadolint-wasm-test-"));
  afterAll(() => rmSync(directory, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

/** A program in place of hadolint: a script of Node, which sees `input`. */
export function program(body: string): string {
  const directory = folder();
  return programAt(join(directory, "hadolint"), body);
}

export function programAt(path: string, body: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!${process.execPath}\nconst input = require("node:fs").readFileSync(0, "utf8");\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** What a program in place of hadolint prints: one finding whose message is an expression of the script. */
export const answering = (message: string): string => `console.log(JSON.stringify([{ code: "X1", level: "info", line: 1, column: 1, file: "-", message: ${message} }]));`;

/**
 * A WASI command in the binary format: one function, with fd_write and proc_exit imported, one page of memory, and a text at offset 16.
 *
 * @param code instructions of `_start`, without `end`
 */
export function command(code: readonly number[], text = ""): Uint8Array {
  const types = [4, 0x60, 0, 0, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 0, 0x60, 0, 1, 0x7f];
  const wasi = name("wasi_snapshot_preview1");
  const imports = [2, ...wasi, ...name("fd_write"), 0, 1, ...wasi, ...name("proc_exit"), 0, 2];
  const exports = [2, ...name("memory"), 2, 0, ...name("_start"), 0, 2];
  const body = [0, ...code, 0x0b];
  const data = [...Buffer.from(text)];
  return Uint8Array.from([
    ...Buffer.from("\0asm"), 1, 0, 0, 0,
    ...section(1, types), ...section(2, imports), ...section(3, [1, 0]), ...section(5, [1, 0, 1]), ...section(7, exports),
    ...section(10, [1, ...number(body.length), ...body]),
    ...section(11, [1, 0, 0x41, 16, 0x0b, ...number(data.length), ...data]),
  ]);
}

const FD_WRITE = 0;
const PROC_EXIT = 1;
const constant = (value: number): readonly number[] => [0x41, ...signed(value)];
const store = (at: number, value: number): readonly number[] => [...constant(at), ...constant(value), 0x36, 2, 0];

/** Instructions that print the text of the module to standard output. */
export const printing = (text: string): readonly number[] => [
  ...store(0, 16), ...store(4, Buffer.byteLength(text)), ...constant(1), ...constant(0), ...constant(1), ...constant(8), 0x10, FD_WRITE, 0x1a,
];
export const LOOP = [0x03, 0x40, 0x0c, 0, 0x0b];
export const TRAP = [0x00];
/** Ends with the code 42 when memory does not grow by so many pages. */
export const growing = (pages: number): readonly number[] => [...constant(pages), 0x40, 0, ...constant(-1), 0x46, 0x04, 0x40, ...exiting(42), 0x0b];
export const exiting = (code: number): readonly number[] => [...constant(code), 0x10, PROC_EXIT];
/** Repeats instructions without end. */
export const forever = (code: readonly number[]): readonly number[] => [0x03, 0x40, ...code, 0x0c, 0, 0x0b];

function name(text: string): readonly number[] {
  return [text.length, ...Buffer.from(text)];
}

function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...number(content.length), ...content];
}

function number(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...number(value >>> 7)];
}

function signed(value: number): readonly number[] {
  if (value >= -64 && value < 64) return [value & 0x7f];
  return [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
