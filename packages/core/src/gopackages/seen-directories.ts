import type { DirectoryState, FileFact, FileView } from "../evaluate/files/view.js";
import { isEqual } from "../evaluate/index.js";
import { dirname } from "../workspace/index.js";

/** What was asked of a directory and of what is directly in it. */
interface Seen {
  readonly state: DirectoryState | null;
  /** anything may have been made of its state */
  whole: boolean;
  /** else what was answered, by question */
  readonly answers: Map<string, unknown>;
}

/** More answers are not compared again. */
const MAX_ANSWERS = 4_000;

/** A view that notes what was asked of which directory: what was made of the answers holds wherever they are the same. */
export class SeenDirectories implements FileView {
  readonly #seen = new Map<string, Seen>();
  #answers = 0;

  constructor(private readonly view: FileView) {}

  areSameIn(view: FileView): boolean {
    if (this.#answers > MAX_ANSWERS) return false;
    for (const [directory, { state, whole, answers }] of this.#seen) {
      if (state !== null && view.stateOf?.(directory) === state) continue;
      if (whole || ![...answers].every(([question, answer]) => isEqual(ask(view, question), answer))) return false;
    }
    return true;
  }

  stat(path: string): FileFact {
    return this.#answer(dirname(path), `stat ${path}`, this.view.stat(path));
  }

  list(path: string): ReturnType<FileView["list"]> {
    return this.#answer(path, `list ${path}`, this.view.list(path));
  }

  read(path: string): ReturnType<FileView["read"]> {
    return this.#answer(dirname(path), `read ${path}`, this.view.read(path));
  }

  stateOf(directory: string): DirectoryState | null {
    const seen = this.#of(directory);
    if (seen.state !== null) seen.whole = true;
    return seen.state;
  }

  #answer<T>(directory: string, question: string, answer: T): T {
    const seen = this.#of(directory);
    if (!seen.whole && this.#answers <= MAX_ANSWERS && !seen.answers.has(question)) {
      seen.answers.set(question, answer);
      this.#answers++;
    }
    return answer;
  }

  #of(directory: string): Seen {
    let seen = this.#seen.get(directory);
    if (seen === undefined) this.#seen.set(directory, (seen = { state: this.view.stateOf?.(directory) ?? null, whole: false, answers: new Map() }));
    return seen;
  }
}

function ask(view: FileView, question: string): unknown {
  const path = question.slice("stat ".length);
  return question.startsWith("stat") ? view.stat(path) : question.startsWith("list") ? view.list(path) : view.read(path);
}
