/** Which shells stay while a program runs, so that a signal meets them first. */
import { carrier } from "../../text/index.js";
import type { ShellRun } from "../machine.js";
import type { WaitingProcess } from "../model.js";
import type { Context, Program } from "./context.js";
import type { State } from "./state.js";

/** The rest of a command behind its words, up to a comment. */
const REDIRECTS = /^(?:>&|&>|[^;|&\n#])*/;

/** What may stand between the last command and the end of the text. A comment takes its whole line: were it free to end earlier, a row of `#` would be tried in every way. */
const END = /^(?:\s|[;})]|\b(?:fi|done|esac)\b|#[^\n]*(?:\n|$))*$/;

/**
 * The processes of one shell. A shell waits for what it starts, unless `exec` takes its place, or it becomes the last command of a `-c` text by itself: bash and
 * busybox do, dash does not (fact n3; a script that is a file ends in none of them so).
 */
export class Processes {
  #hasTraps = false;

  constructor(private readonly run: Pick<ShellRun, "waiting" | "isCommandString"> & Partial<Pick<ShellRun, "script" | "dialect">>) {}

  /** From now on the shell does something of its own when a signal arrives. */
  trap(): void {
    this.#hasTraps = true;
  }

  /** Those above a program that is about to start. */
  above({ place, nodes }: Program, state: State, context: Context): readonly WaitingProcess[] {
    const { waiting = [] } = this.run;
    if (context.replacesShell === true) return waiting;
    return [...waiting, { kind: "shell", at: place, stays: !this.#mayBecome(nodes.at(-1)?.range[1], state, context), isPlain: !context.isAside && !this.#hasTraps }];
  }

  /** Whether the shell may become a command that ends at an offset of the text. */
  #mayBecome(end: number | undefined, { frames }: State, { source }: Context): boolean {
    const { script, dialect, isCommandString = false } = this.run;
    if (!isCommandString || dialect === "dash") return false;
    return end === undefined || frames.length > 0 || source.text !== script || END.test(carrier(source.text).slice(end).replace(REDIRECTS, ""));
  }
}
