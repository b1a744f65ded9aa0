import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { excerpt } from "../finding.js";
import { HadolintError } from "../error.js";
import type { Limits } from "../limits.js";
import type { Job } from "./engine.js";
import type { WorkerAnswer, WorkerRequest, WorkerTask } from "./protocol.js";

/** The path is right in src, dist and the bundle. */
const WORKER = new URL("../../dist/bundle/wasi-worker.js", import.meta.url);

/** A WebAssembly module in a thread of its own. The thread is ended when a run goes beyond its time; the next run begins a new one. */
export class WasmHost {
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly task: WorkerTask) {}

  /** Blocks until the module has ended. @throws HadolintError */
  run(job: Job, limits: Limits): string {
    const { ours, request } = this.#send(job, limits);
    try {
      Atomics.wait(request.signal, 0, 0, limits.time);
      const received: { readonly message: WorkerAnswer } | undefined = receiveMessageOnPort(ours);
      return this.#outcome(received?.message ?? null, limits);
    } finally {
      ours.close();
    }
  }

  /** The same without blocking; one after the other. @throws HadolintError */
  runAsync(job: Job, limits: Limits): Promise<string> {
    const turn = this.#last.then(() => this.#runNow(job, limits));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #runNow(job: Job, limits: Limits): Promise<string> {
    const { ours, worker } = this.#send(job, limits);
    let timer: NodeJS.Timeout | undefined;
    try {
      const answer = await new Promise<WorkerAnswer | null>((done, fail) => {
        timer = setTimeout(() => done(null), limits.time);
        ours.once("message", done);
        worker.once("error", (error) => {
          this.#worker = null;
          fail(new HadolintError("failed", `the thread of ${this.task.path} ended: ${error instanceof Error ? error.message : String(error)}`));
        });
      });
      return this.#outcome(answer, limits);
    } finally {
      clearTimeout(timer);
      worker.removeAllListeners("error");
      ours.close();
    }
  }

  #send({ args, input }: Job, limits: Limits): { readonly ours: MessageChannel["port1"]; readonly request: WorkerRequest; readonly worker: Worker } {
    this.#worker ??= this.#start();
    const { port1: ours, port2: answerTo } = new MessageChannel();
    const request: WorkerRequest = { args, input, output: limits.output, answerTo, signal: new Int32Array(new SharedArrayBuffer(4)) };
    this.#worker.postMessage(request, [answerTo]);
    return { ours, request, worker: this.#worker };
  }

  #start(): Worker {
    // Neither our environment nor our arguments are its business.
    const worker = new Worker(WORKER, { workerData: this.task, env: {}, argv: [], execArgv: [] });
    worker.unref();
    return worker;
  }

  #outcome(answer: WorkerAnswer | null, limits: Limits): string {
    const { path } = this.task;
    if (answer === null) {
      void this.#worker?.terminate();
      this.#worker = null;
      throw new HadolintError("limit", `${path} did not end within ${limits.time} ms`);
    }
    if (answer.kind === "error") throw new HadolintError(answer.reason, `${path} could not be run: ${answer.message}`);
    if (answer.kind === "trap") throw new HadolintError("failed", `${path} trapped: ${answer.message}${answer.stderr === "" ? "" : ` (${excerpt(answer.stderr)})`}`);
    if (answer.code !== 0) throw new HadolintError("failed", `${path} ended with exit code ${answer.code}: ${excerpt(answer.stderr === "" ? answer.stdout : answer.stderr)}`);
    return answer.stdout;
  }
}
