/** References that expanded to nothing, and why: the text of a value does not tell where what is missing should have come from. */
import type { Origin } from "../text/index.js";
import type { LostIn } from "./lost.js";

/** Where a value is that a reference does not get. */
export interface LostValue {
  readonly at: Origin;
  /** "make": a variable of make that is not exported; "words": set in front of the very command in whose words the reference stands (fact r1b) */
  readonly lostIn: LostIn | "words";
}

export type EmptyCause =
  /** nothing defines it; `lost`: an assignment of the name that is not seen here */
  | { readonly kind: "undefined"; readonly lost: LostValue | null }
  /** what it stands for is empty; `written`: the text that gave the value, null when none did */
  | { readonly kind: "value"; readonly written: Origin | null }
  /** a command that prints nothing */
  | { readonly kind: "command"; readonly why: EmptyOutput };

/** Why git prints nothing. */
export type EmptyOutput = "git is not installed" | "no repository";

export interface EmptyReference {
  /** as written: `$(VERSION)`, `$VERSION` */
  readonly text: string;
  /** the variable, or the program */
  readonly name: string;
  readonly at: Origin;
  readonly cause: EmptyCause;
}

/** References kept of one machine; further ones are not known of. */
const MAX_REFERENCES = 20_000;

/** What expanded to nothing on one machine, by place. */
export class EmptyReferences {
  readonly #byFile = new Map<string, Map<number, EmptyReference>>();
  readonly #assignments = new Map<string, Origin>();
  #count = 0;

  note(reference: EmptyReference): void {
    const { file, start } = reference.at;
    const places = this.#byFile.get(file) ?? new Map<number, EmptyReference>();
    this.#byFile.set(file, places);
    if (!places.has(start) && ++this.#count > MAX_REFERENCES) return;
    places.set(start, reference);
  }

  /** A variable was given an empty value: `at` is the text that gave it. */
  noteAssignment(name: string, at: Origin): void {
    this.#assignments.set(name, at);
  }

  /** The text that gave a variable its empty value last. */
  assignmentOf(name: string): Origin | null {
    return this.#assignments.get(name) ?? null;
  }

  startingAt(file: string, offset: number): EmptyReference | null {
    return this.#byFile.get(file)?.get(offset) ?? null;
  }

  /** Those that stand in a text, in their order, but for one; those inside of others are left out. */
  within({ file, start, end }: Origin, except: EmptyReference): readonly EmptyReference[] {
    const inside = [...(this.#byFile.get(file)?.values() ?? [])].filter(({ at }) => start <= at.start && at.end <= end && !(at.start === except.at.start && at.end === except.at.end && at.file === except.at.file));
    const outermost = inside.filter((reference) => !inside.some(({ at }) => at !== reference.at && at.start <= reference.at.start && reference.at.end <= at.end));
    return outermost.sort((a, b) => a.at.start - b.at.start);
  }
}
