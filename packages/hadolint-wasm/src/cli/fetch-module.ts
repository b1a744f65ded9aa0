import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { cachedModule, type Environment } from "../engine/cache.js";
import { HadolintError } from "../error.js";
import { MAX_MODULE } from "../limits.js";

/**
 * Puts a file into the cache when its digest is the given one. It is the only thing here that uses the network, and only when it is asked to.
 *
 * @param source a path, or an `https:` address (`http:` as well: the digest decides)
 * @param sha256 64 hexadecimal digits
 * @returns where it is
 * @throws HadolintError
 */
export async function fetchModule(source: string, sha256: string, env: Environment): Promise<string> {
  if (!/^[0-9a-f]{64}$/i.test(sha256)) throw new HadolintError("failed", "--sha256 takes 64 hexadecimal digits");
  const bytes = /^https?:\/\//.test(source) ? await download(source) : readFile(source);
  const digest = createHash("sha256").update(bytes).digest("hex");
  if (digest !== sha256.toLowerCase()) throw new HadolintError("failed", `${source} has the SHA-256 ${digest}, not ${sha256.toLowerCase()}; the cache is as it was`);
  if (bytes.subarray(0, 4).toString("latin1") !== "\0asm") throw new HadolintError("failed", `${source} is no WebAssembly module; the cache is as it was`);
  const target = cachedModule(env);
  const written = `${target}.${randomUUID()}`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(written, bytes, { flag: "wx" });
    // At once, so that nobody reads half a module.
    renameSync(written, target);
  } catch (error) {
    rmSync(written, { force: true });
    throw new HadolintError("failed", `${target} cannot be written (${reasonOf(error)})`);
  }
  return target;
}

function readFile(path: string): Buffer {
  try {
    if (statSync(path).size > MAX_MODULE) throw tooLarge(path);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof HadolintError) throw error;
    throw new HadolintError("failed", `${path} cannot be read (${reasonOf(error)})`);
  }
}

async function download(address: string): Promise<Buffer> {
  try {
    const response = await fetch(address);
    if (!response.ok || response.body === null) throw new HadolintError("failed", `${address}: ${response.status} ${response.statusText}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > MAX_MODULE) throw tooLarge(address);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof HadolintError) throw error;
    throw new HadolintError("failed", `${address} cannot be fetched (${reasonOf(error)})`);
  }
}

function tooLarge(source: string): HadolintError {
  return new HadolintError("limit", `${source} is larger than ${MAX_MODULE} bytes`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
