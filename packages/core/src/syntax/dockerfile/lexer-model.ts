import type { Origin, Traced, UnknownCode } from "../../text/index.js";

/** A variable in scope. */
export interface Variable {
  /** its text when it is set */
  readonly value: Traced;
  /** "maybe" when that depends on something not decided */
  readonly set: "yes" | "no" | "maybe";
}

/** Finds a variable; null means not set. `at` is the place of the reference. Called for every reference that is read, chosen or not. */
export type Lookup = (name: string, at: Origin | null) => Variable | null;

export interface LexerOptions {
  readonly escape: string;
  /** quotes are ordinary characters (`SkipProcessQuotes`): bodies of heredocs */
  readonly keepQuotes?: boolean;
  /** quotes have their meaning but stay in the result (`RawQuotes`) */
  readonly rawQuotes?: boolean;
  /** escapes have their meaning but stay in the result (`RawEscapes`) */
  readonly rawEscapes?: boolean;
  /** references to variables that are not set stay as they are (`SkipUnsetEnv`) */
  readonly keepUnset?: boolean;
}

/** `${name<operator>word}`; `orEmpty` is the colon. `replacement` belongs to "/" and "//", whose pattern is `word`. */
export interface Modifier {
  readonly operator: string;
  readonly orEmpty: boolean;
  readonly word: Traced;
  readonly replacement: Traced;
}

/** Text that BuildKit refuses to expand: the build ends there. */
export class LexError extends Error {
  readonly code: Extract<UnknownCode, "syntax" | "limit">;

  constructor(code: "syntax" | "limit", message: string) {
    super(message);
    this.code = code;
  }
}
