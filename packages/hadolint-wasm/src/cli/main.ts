import { parseArgs } from "node:util";
import { findEngine } from "../engine/find-engine.js";
import { HadolintError } from "../error.js";
import { fetchModule } from "./fetch-module.js";

const HELP = `hadolint-wasm engine
    prints which hadolint would run, and why that one
hadolint-wasm fetch FILE|URL --sha256 DIGEST
    puts a WebAssembly build of hadolint into the cache if its SHA-256 is the given one
`;

export interface Streams {
  out(text: string): void;
  err(text: string): void;
}

/** Runs the command line, without the program's name. Exit codes: 0 done, 1 it could not be done, 2 the command line is wrong. */
export async function main(argv: readonly string[], streams: Streams): Promise<0 | 1 | 2> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { sha256: { type: "string" }, help: { type: "boolean", short: "h" } } });
    const [command, source, ...more] = positionals;
    if (values.help === true) {
      streams.out(HELP);
      return 0;
    }
    if (command === "engine" && source === undefined) {
      const { kind, path, from } = findEngine();
      streams.out(`${kind} ${path} (by ${from})\n`);
      return 0;
    }
    if (command === "fetch" && source !== undefined && more.length === 0 && values.sha256 !== undefined) {
      streams.out(`${await fetchModule(source, values.sha256, process.env)}\n`);
      return 0;
    }
    streams.err(HELP);
    return 2;
  } catch (error) {
    if (error instanceof HadolintError) {
      streams.err(`hadolint-wasm: ${error.message}\n`);
      return 1;
    }
    if (error instanceof TypeError && "code" in error) {
      streams.err(`hadolint-wasm: ${error.message}\n${HELP}`);
      return 2;
    }
    throw error;
  }
}
