import { parseMakefile, parseMakefileText, type Makefile } from "../syntax/makefile/index.js";
import { parseShell } from "../syntax/shell/index.js";
import type { Script } from "../syntax/shell/ast.js";
import type { Traced } from "../text/index.js";

/** UTF-16 units of texts whose trees are kept; what comes later is read each time. */
const MAX_KEPT = 4 * 1024 * 1024;

/**
 * Trees of makefiles and scripts that were read already. The same files are read by every make and shell that a start runs, and by those of other
 * starts; what is remembered of the texts inside of a tree (expressions of make) is shared with it.
 */
export class ParsedTexts {
  readonly #makefiles = new Map<string, { readonly text: string; readonly tree: Makefile }>();
  readonly #madeTexts = new WeakMap<Traced, Makefile>();
  readonly #scripts = new Map<string, Script>();
  #kept = 0;

  /** `file` is the path in the repository of a file with this text. */
  makefile(text: string, file: string): Makefile {
    const known = this.#makefiles.get(file);
    if (known?.text === text) return known.tree;
    const tree = parseMakefile(text, file);
    if (this.#hasRoomFor(text)) this.#makefiles.set(file, { text, tree });
    return tree;
  }

  /** A text that was made during evaluation. */
  madeText(text: Traced): Makefile {
    const known = this.#madeTexts.get(text);
    if (known !== undefined) return known;
    const tree = parseMakefileText(text);
    this.#madeTexts.set(text, tree);
    return tree;
  }

  script(text: string): Script {
    const known = this.#scripts.get(text);
    if (known !== undefined) return known;
    const script = parseShell(text);
    if (this.#hasRoomFor(text)) this.#scripts.set(text, script);
    return script;
  }

  #hasRoomFor(text: string): boolean {
    this.#kept += text.length;
    return this.#kept <= MAX_KEPT;
  }
}
