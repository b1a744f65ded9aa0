import { spawn, spawnSync } from "node:child_process";
import { devNull } from "node:os";
import { fileURLToPath } from "node:url";
import { excerpt } from "../finding.js";
import { HadolintError } from "../error.js";
import type { Limits } from "../limits.js";
import type { Job } from "./engine.js";

/** A file in this package, so that hadolint does not look for one in the working and home directories. The path is right in src, dist and the bundle. */
const NO_CONFIG = fileURLToPath(new URL("../../data/no-config.yaml", import.meta.url));

/** hadolint also takes configuration from its environment (`HADOLINT_IGNORE`, …): the result is to be that of the arguments alone. */
const ENVIRONMENT = {
  LC_ALL: "C.UTF-8",
  HOME: devNull,
  ...(process.env["SystemRoot"] === undefined ? {} : { SystemRoot: process.env["SystemRoot"] }),
};

/** Runs a program without a shell, and gives what it prints. @throws HadolintError */
export function runNative(path: string, { args, input }: Job, limits: Limits): string {
  const { error, status, signal, stdout, stderr } = spawnSync(path, ["--config", NO_CONFIG, ...args], {
    input,
    encoding: "utf8",
    env: ENVIRONMENT,
    timeout: limits.time,
    maxBuffer: limits.output,
    killSignal: "SIGKILL",
    windowsHide: true,
  });
  // A program that ends before it has read everything is judged by its exit code.
  if (error !== undefined && codeOf(error) !== "EPIPE") throw startFailure(path, codeOf(error), limits);
  return outcome(path, { status, signal, stdout, stderr });
}

/** The same without blocking. @throws HadolintError */
export async function runNativeAsync(path: string, { args, input }: Job, limits: Limits): Promise<string> {
  const ended = await new Promise<Ended>((done, fail) => {
    const child = spawn(path, ["--config", NO_CONFIG, ...args], { env: ENVIRONMENT, stdio: "pipe", windowsHide: true });
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    const stop = (code: string): void => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      fail(startFailure(path, code, limits));
    };
    const timer = setTimeout(() => stop("ETIMEDOUT"), limits.time);
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > limits.output) stop("ENOBUFS");
        else output[name].push(chunk);
      });
    }
    child.on("error", (error) => stop(codeOf(error)));
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      done({ status, signal, stdout: Buffer.concat(output.stdout).toString(), stderr: Buffer.concat(output.stderr).toString() });
    });
    // A program that ends before it has read everything is judged by its exit code.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
  return outcome(path, ended);
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function outcome(path: string, { status, signal, stdout, stderr }: Ended): string {
  if (status === 0) return stdout;
  throw new HadolintError("failed", `${path} ended with ${signal ?? `exit code ${status ?? "unknown"}`}: ${excerpt(stderr === "" ? stdout : stderr)}`);
}

function startFailure(path: string, code: string, limits: Limits): HadolintError {
  if (code === "ETIMEDOUT") return new HadolintError("limit", `${path} did not end within ${limits.time} ms`);
  if (code === "ENOBUFS") return new HadolintError("limit", `${path} printed more than ${limits.output} bytes`);
  return new HadolintError("failed", `${path} could not be run (${code})`);
}
