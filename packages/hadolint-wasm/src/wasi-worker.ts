// The thread that a WebAssembly module runs in, where it can be ended from outside. The module is compiled once.
import { readFileSync, statSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { limitMemory } from "./engine/memory-limit.js";
import type { WorkerAnswer, WorkerRequest, WorkerTask } from "./engine/protocol.js";
import { runCommand } from "./engine/wasi-run.js";
import { HadolintError } from "./error.js";
import { MAX_MODULE } from "./limits.js";

// node:wasi says at each start that it is experimental. This is the worker's own `process`.
process.removeAllListeners("warning");

const { path, memory } = workerData as WorkerTask;
let program: Promise<WebAssembly.Module> | undefined;

parentPort?.on("message", (request: WorkerRequest) => {
  void answer(request).then((result) => {
    request.answerTo.postMessage(result);
    Atomics.store(request.signal, 0, 1);
    Atomics.notify(request.signal, 0);
  });
});

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    const { WASI } = await import("node:wasi");
    return runCommand(await (program ??= compile()), WASI, request);
  } catch (error) {
    if (error instanceof HadolintError) return { kind: "error", reason: error.reason === "limit" ? "limit" : "failed", message: error.message };
    return { kind: "error", reason: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

function compile(): Promise<WebAssembly.Module> {
  if (statSync(path).size > MAX_MODULE) throw new HadolintError("limit", `it is larger than ${MAX_MODULE} bytes`);
  return WebAssembly.compile(limitMemory(readFileSync(path), memory));
}
