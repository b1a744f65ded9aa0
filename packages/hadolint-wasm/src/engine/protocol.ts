import type { MessagePort } from "node:worker_threads";

/** What the worker is made for. */
export interface WorkerTask {
  readonly path: string;
  /** bytes of linear memory */
  readonly memory: number;
}

export interface WorkerRequest {
  readonly args: readonly string[];
  readonly input: string;
  /** bytes that may be printed */
  readonly output: number;
  readonly answerTo: MessagePort;
  /** its one element becomes 1 when the answer has been sent */
  readonly signal: Int32Array<SharedArrayBuffer>;
}

export type WorkerAnswer =
  | { readonly kind: "exit"; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: "trap"; readonly message: string; readonly stderr: string }
  | { readonly kind: "error"; readonly reason: "limit" | "failed"; readonly message: string };
