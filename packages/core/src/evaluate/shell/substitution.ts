/** Command substitution: a subshell whose output becomes text. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Range, Traced } from "../../text/index.js";
import { concat, oneOf, slice, unknownText, width } from "../../text/index.js";
import { type Context, placeOf, shown } from "./context.js";
import { Expander } from "./expand/expander.js";
import { nonEmpty } from "./expand/parameter.js";
import { readInput } from "./files.js";
import { after, caught, type Outcome } from "./outcome.js";
import { outputsOf } from "./printed.js";
import type { State } from "./state.js";

export interface Substitution {
  readonly output: Traced;
  /** `$?` */
  readonly status: Traced;
  readonly maySucceed: boolean;
  readonly mayFail: boolean;
}

/** `endsBuild`: when the script in it fails, the command that it stands in fails, and with it the build. */
export function runSubstitution(script: ast.Script, range: Range, state: State, context: Context, endsBuild: boolean): Substitution {
  const { dialect } = context.shell;
  const file = onlyInput(script);
  if (file !== null && dialect === "bash") {
    const text = readInput(file, new Expander(context, state));
    const unknown = unknownText({ code: "file", text: `text of a file in \`${shown(context, range)}\``, at: placeOf(context, range) });
    return { output: text === null ? unknown : withoutTrailingNewlines(text), status: state.status, maySucceed: true, mayFail: true };
  }
  // bash takes `set -e` off inside, dash takes it up again even in conditions.
  const options = dialect === "bash" ? { ...state.options, errexit: "no" as const } : state.options;
  const inner: Context = {
    ...context,
    input: null,
    isOutputRead: true,
    isAside: true,
    failureEndsBuild: endsBuild,
    exitEndsBuild: endsBuild,
    returnEndsBuild: false,
    errexitIgnored: false,
    loops: 0,
    nesting: context.nesting + 1,
  };
  const outcome = caught(context.shell.script(script, { ...state, options, output: [] }, inner), () => true);
  return { output: outputOf(outcome, script, range, context), status: after(outcome)?.status ?? state.status, maySucceed: outcome.success !== null, mayFail: outcome.failure !== null };
}

function outputOf(outcome: Outcome, script: ast.Script, range: Range, context: Context): Traced {
  const [first, second] = outputsOf(outcome).map((text) => withoutTrailingNewlines(text));
  if (first === undefined) return { pieces: [] };
  const text = shown(context, script.range);
  const output =
    second === undefined
      ? first
      : oneOf([
          { value: first, when: `\`${text}\` succeeds` },
          { value: second, when: `\`${text}\` fails` },
        ]);
  return { pieces: output.pieces.map((piece) => (piece.origin === null ? { ...piece, origin: placeOf(context, range) } : piece)) };
}

/** What stands before a piece that may turn out to be empty loses its newlines only then. */
export function withoutTrailingNewlines(text: Traced): Traced {
  const before: Traced = { pieces: text.pieces.slice(0, -1) };
  const last = text.pieces.at(-1);
  switch (last?.kind) {
    case undefined:
      return text;
    case "literal": {
      const kept = last.text.replace(/\n+$/, "");
      if (kept === last.text) return text;
      return kept === "" ? withoutTrailingNewlines(before) : slice(text, 0, width(text) - (last.text.length - kept.length));
    }
    case "unknown":
      if (!last.shape.mayBeEmpty || !endsInNewline(before)) return text;
      return oneOf([
        { value: concat(before, nonEmpty({ pieces: [last] })), when: "" },
        { value: withoutTrailingNewlines(before), when: "" },
      ]);
    case "oneOf": {
      const trimmed = oneOf(
        last.alternatives.map(({ value, when }) => ({ value: withoutTrailingNewlines(endsInNewline(before) ? concat(before, value) : value), when })),
        last.origin,
      );
      const through = { pieces: trimmed.pieces.map((piece) => ({ ...piece, via: piece.via ?? last.via })) };
      return endsInNewline(before) ? through : concat(before, through);
    }
  }
}

function endsInNewline({ pieces }: Traced): boolean {
  const last = pieces.at(-1);
  return last?.kind === "literal" ? last.text.endsWith("\n") : last !== undefined;
}

/** `$(< file)`: the redirect of a script that has nothing else. */
function onlyInput({ statements, problems }: ast.Script): ast.Redirect | null {
  const [statement, ...others] = statements;
  const command = statement?.command;
  if (command?.kind !== "simple" || others.length + problems.length + command.words.length + command.assignments.length > 0) return null;
  const [redirect, ...more] = command.redirects;
  return redirect?.operator === "<" && more.length === 0 ? redirect : null;
}
