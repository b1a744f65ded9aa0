/** What one run of an engine may use. */
export interface Limits {
  /** milliseconds, with the start of the engine and, for the first run of a WebAssembly module, its compilation */
  readonly time: number;
  /** bytes of linear memory of a WebAssembly module; a native engine is not bounded */
  readonly memory: number;
  /** bytes of a Dockerfile in UTF-8 */
  readonly input: number;
  /** bytes that the engine may print */
  readonly output: number;
}

const MEBIBYTE = 1024 * 1024;

/** A Dockerfile of some kilobytes takes hadolint hundredths of a second; these are for what went wrong. */
export const DEFAULT_LIMITS: Limits = { time: 30_000, memory: 1024 * MEBIBYTE, input: 4 * MEBIBYTE, output: 16 * MEBIBYTE };

/** Bytes of a WebAssembly file. */
export const MAX_MODULE = 256 * MEBIBYTE;

/** Bytes of a configuration file. */
export const MAX_CONFIG = 64 * 1024;
