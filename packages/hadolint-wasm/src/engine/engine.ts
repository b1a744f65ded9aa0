/** A hadolint that was found. */
export interface Engine {
  readonly kind: "native" | "wasm";
  /** absolute */
  readonly path: string;
  /** what led to it, in words: "HADOLINT", "PATH" */
  readonly from: string;
}

/** What an engine is asked to do: its arguments after the program's name, and its standard input. */
export interface Job {
  readonly args: readonly string[];
  readonly input: string;
}
