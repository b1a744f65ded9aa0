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

/** Something that was noted, or asked for. */
export type Told =
  | { readonly kind: "reference"; readonly reference: EmptyReference }
  | { readonly kind: "assignment"; readonly name: string; readonly at: Origin }
  | { readonly kind: "question"; readonly name: string; readonly answer: Origin | null };

/** References kept of one machine; further ones are not known of. */
const MAX_REFERENCES = 20_000;

/** What expanded to nothing on one machine, by place. */
export class EmptyReferences {
  /** told of everything that is noted and asked */
  #ear: Told[] | null = null;
  readonly #byFile = new Map<string, Map<number, EmptyReference>>();
  readonly #assignments = new Map<string, Origin>();
  #count = 0;

  note(reference: EmptyReference): void {
    this.#ear?.push({ kind: "reference", reference });
    const { file, start } = reference.at;
    const places = this.#byFile.get(file) ?? new Map<number, EmptyReference>();
    this.#byFile.set(file, places);
    if (!places.has(start) && ++this.#count > MAX_REFERENCES) return;
    places.set(start, reference);
  }

  /** A variable was given an empty value: `at` is the text that gave it. */
  noteAssignment(name: string, at: Origin): void {
    this.#ear?.push({ kind: "assignment", name, at });
    this.#assignments.set(name, at);
  }

  /** The text that gave a variable its empty value last. */
  assignmentOf(name: string): Origin | null {
    const at = this.#assignments.get(name) ?? null;
    this.#ear?.push({ kind: "question", name, answer: at });
    return at;
  }

  /** What `run` notes and asks, in its order. */
  heard<T>(run: () => T): { readonly result: T; readonly told: readonly Told[] } {
    const told: Told[] = [];
    this.#ear = told;
    try {
      return { result: run(), told };
    } finally {
      this.#ear = null;
    }
  }

  /** Notes the same again. False, with nothing noted, where a question has another answer now. */
  tellAgain(told: readonly Told[]): boolean {
    const asked = new Map<string, Origin | null>();
    for (const item of told) {
      if (item.kind === "assignment") asked.set(item.name, item.at);
      if (item.kind === "question" && (asked.has(item.name) ? asked.get(item.name) : this.#assignments.get(item.name) ?? null) !== item.answer) return false;
    }
    for (const item of told) {
      if (item.kind === "reference") this.note(item.reference);
      if (item.kind === "assignment") this.noteAssignment(item.name, item.at);
    }
    return true;
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
