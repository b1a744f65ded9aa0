import type { Traced, Word } from "../../../text/index.js";
import { literal, literalOf } from "../../../text/index.js";
import type { Context, Program } from "../context.js";
import type { Outcome } from "../outcome.js";
import type { State } from "../state.js";

export interface BuiltinCall extends Omit<Program, "words"> {
  readonly name: string;
  /** without the name, and so are the nodes */
  readonly args: readonly Word[];
}

export interface Builtin {
  /** a special builtin of POSIX: assignments before it stay */
  readonly special: boolean;
  run(call: BuiltinCall, state: State, context: Context): Outcome;
}

export type Builtins = Readonly<Record<string, Builtin>>;

export function regular(run: Builtin["run"]): Builtin {
  return { special: false, run };
}

export function special(run: Builtin["run"]): Builtin {
  return { special: true, run };
}

/** The text of an argument; null when it is not known. */
export function argument(args: readonly Word[], index: number): string | null {
  const word = args[index];
  return word === undefined || word.kind === "gap" ? null : literalOf(word.value);
}

export function hasGap(args: readonly Word[]): boolean {
  return args.some((word) => word.kind === "gap");
}

/** Arguments behind options that are letters: `-rp`. Options that take a value do so in the same word or the next one. */
export function afterOptions(args: readonly Word[], withValue = ""): { readonly options: string; readonly values: ReadonlyMap<string, Traced>; readonly rest: readonly Word[]; readonly first: number } {
  let options = "";
  const values = new Map<string, Traced>();
  let i = 0;
  for (; i < args.length; i++) {
    const text = argument(args, i);
    if (text === "--") {
      i++;
      break;
    }
    if (text === null || !/^-[^-]/.test(text)) break;
    const letters = [...text.slice(1)];
    const at = letters.findIndex((letter) => withValue.includes(letter));
    options += letters.slice(0, at === -1 ? undefined : at + 1).join("");
    if (at === -1) continue;
    const inside = text.slice(at + 2);
    const next = inside === "" ? args[++i]?.value : null;
    if (next !== undefined) values.set(letters[at]!, next ?? literal(inside));
  }
  return { options, values, rest: args.slice(i), first: i };
}
