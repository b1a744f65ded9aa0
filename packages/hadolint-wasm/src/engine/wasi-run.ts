import { closeSync, fstatSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WASI } from "node:wasi";
import { HadolintError } from "../error.js";
import type { WorkerAnswer, WorkerRequest } from "./protocol.js";

/**
 * Runs a WASI preview 1 command with nothing but its arguments and three streams: no environment, no directories, no sockets.
 *
 * The streams are nameless files, because a WASI host works on descriptors, and a pipe would need somebody who empties it.
 */
export function runCommand(module: WebAssembly.Module, wasiClass: typeof WASI, { args, input, output }: WorkerRequest): WorkerAnswer {
  const [stdin, stdout, stderr] = [namelessFile(), namelessFile(), namelessFile()];
  try {
    // With a position, so that reading begins at the start.
    const bytes = Buffer.from(input);
    for (let at = 0; at < bytes.length; ) at += writeSync(stdin, bytes, at, bytes.length - at, at);
    const wasi = new wasiClass({ version: "preview1", args: ["hadolint", ...args], env: {}, preopens: {}, stdin, stdout, stderr, returnOnExit: true });
    const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: calls(wasi, () => {
      if (fstatSync(stdout).size + fstatSync(stderr).size > output) throw new HadolintError("limit", `it printed more than ${output} bytes`);
    }) });
    try {
      return { kind: "exit", code: wasi.start(instance), stdout: content(stdout), stderr: content(stderr) };
    } catch (error) {
      if (error instanceof HadolintError) throw error;
      return { kind: "trap", message: error instanceof Error ? error.message : String(error), stderr: content(stderr) };
    }
  } finally {
    for (const file of [stdin, stdout, stderr]) closeSync(file);
  }
}

type WasiCall = (...args: readonly number[]) => number;

/**
 * The functions of the host, each behind a function of ours: a module that calls them directly takes V8's path for fast calls, in which node:wasi
 * may start a garbage collection that corrupts the whole process (nodejs/node#46777).
 */
function calls(wasi: WASI, afterWrite: () => void): Readonly<Record<string, WasiCall>> {
  const { wasi_snapshot_preview1: host } = wasi.getImportObject() as { readonly wasi_snapshot_preview1: Readonly<Record<string, WasiCall>> };
  return Object.fromEntries(
    Object.entries(host).map(([name, call]): [string, WasiCall] => [
      name,
      (...args) => {
        const result = call(...args);
        if (name === "fd_write") afterWrite();
        return result;
      },
    ]),
  );
}

function namelessFile(): number {
  const path = join(tmpdir(), `hadolint-wasm-${randomUUID()}`);
  const file = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return file;
}

function content(file: number): string {
  const bytes = Buffer.alloc(fstatSync(file).size);
  for (let at = 0; at < bytes.length; ) {
    const count = readSync(file, bytes, at, bytes.length - at, at);
    if (count === 0) break;
    at += count;
  }
  return bytes.toString();
}
