/** Redirects: where output goes, and what input is. */
import type * as ast from "../../syntax/shell/ast.js";
import type { Origin, Traced } from "../../text/index.js";
import { carrier, concat, concatAll, EMPTY, firstUnknown, isEmpty, literalOf, oneOf, OPAQUE } from "../../text/index.js";
import { dirname } from "../../workspace/index.js";
import { type Context, placeOf, shown } from "./context.js";
import type { Expander } from "./expand/expander.js";
import { absolutePath, readInput, textOfFile } from "./files.js";
import { failure, type Outcome } from "./outcome.js";
import type { State } from "./state.js";

export type Sink =
  | { readonly kind: "inherited" }
  /** the null device, standard error, another descriptor */
  | { readonly kind: "lost" }
  | { readonly kind: "file"; readonly target: Target };

interface Target {
  /** null when it is not known */
  readonly path: string | null;
  readonly text: Traced;
  readonly append: boolean;
  /** of the redirect as written */
  readonly shown: string;
  readonly at: Origin | null;
}

export interface Redirection {
  readonly input: Traced | null;
  readonly output: Sink;
  /** files that get something that is not known: standard error, other descriptors */
  readonly others: readonly Target[];
  /** a file that is read is not there */
  readonly fails: boolean;
}

export function readRedirects(redirects: readonly ast.Redirect[], expander: Expander): Redirection {
  let { input }: { input: Traced | null } = expander.context;
  let output: Sink = { kind: "inherited" };
  const others: Target[] = [];
  let fails = false;
  for (const redirect of redirects) {
    const { operator, descriptor } = redirect;
    if (operator.startsWith("<")) {
      if ((descriptor ?? 0) !== 0 || operator === "<&" || operator === "<>") continue;
      input = readInput(redirect, expander);
      fails ||= operator === "<" && isMissing(redirect, expander);
      continue;
    }
    if (redirect.target === null) continue;
    const sink = sinkOf(redirect, redirect.target, expander);
    const isStandard = (descriptor ?? 1) === 1;
    if (isStandard && sink !== null) output = sink;
    else if (sink?.kind === "file") others.push(sink.target);
  }
  return { input, output, others, fails };
}

/** Runs a command with its redirects, and writes the files that it redirects to. */
export function runRedirected(redirection: Redirection, state: State, context: Context, run: (state: State, context: Context) => Outcome): Outcome {
  if (redirection.fails) return failure(state);
  const { kind } = redirection.output;
  const inner: Context = { ...context, input: redirection.input, isOutputRead: kind === "file" || (kind === "inherited" && context.isOutputRead) };
  for (const target of redirection.others) write(target, null, state, context);
  if (kind === "inherited") return run(state, inner);
  const outcome = run({ ...state, output: [], isOutputLost: false }, inner);
  if (redirection.output.kind === "file") write(redirection.output.target, everyOutput(outcome), state, context);
  const restore = (end: State): State => ({ ...end, output: state.output, isOutputLost: state.isOutputLost });
  return {
    success: outcome.success && restore(outcome.success),
    failure: outcome.failure && restore(outcome.failure),
    escapes: outcome.escapes.map((escape) => ({ ...escape, state: restore(escape.state) })),
  };
}

/** `exec > file`: what is printed from here on is not seen. */
export function redirectForGood({ output, others }: Redirection, state: State, context: Context): State {
  for (const target of others) write(target, null, state, context);
  if (output.kind === "file") write(output.target, null, state, context);
  return output.kind === "inherited" ? state : { ...state, isOutputLost: true };
}

function sinkOf(redirect: ast.Redirect, word: ast.Word, expander: Expander): Sink | null {
  const text = expander.text(word);
  const known = literalOf(text);
  if (redirect.operator === ">&" && (known === null || /^(?:\d+|-)$/.test(known))) return known === "1" ? null : { kind: "lost" };
  if (known !== null && known.startsWith("/dev/")) return known === "/dev/stdout" || known === "/dev/fd/1" ? { kind: "inherited" } : { kind: "lost" };
  const target: Target = {
    path: known === null ? null : absolutePath(known, expander.state),
    text,
    append: redirect.operator.endsWith(">>"),
    shown: shown(expander.context, redirect.range),
    at: placeOf(expander.context, redirect.range),
  };
  return { kind: "file", target };
}

function write(target: Target, content: Traced | null, state: State, context: Context): void {
  const { files } = context.shell.machine;
  if (target.path === null) {
    files.disturb(knownDirectory(target.text, state), `\`${target.shown}\` writes a file whose name is not known`, target.at);
    return;
  }
  const before = target.append && files.stat(target.path).kind !== "absent" ? textOfFile(target.path, context) : EMPTY;
  const whole = before === null || content === null ? null : concat(before, content);
  files.write(target.path, { content: whole, artifacts: [], from: target.shown }, context.certainty);
}

/** The directory below which a path lies whose end is not known; "/" when that is not known either. */
function knownDirectory(path: Traced, state: State): string {
  const written = carrier(path);
  const known = written.slice(0, written.indexOf(OPAQUE));
  if (firstUnknown(path) === null && !known.includes("/")) return state.directory ?? "/";
  return known.includes("/") ? (absolutePath(dirname(known) || "/", state) ?? "/") : "/";
}

function isMissing(redirect: ast.Redirect, expander: Expander): boolean {
  const known = redirect.target === null ? null : literalOf(expander.text(redirect.target));
  const path = known === null ? null : absolutePath(known, expander.state);
  return path !== null && !path.startsWith("/dev/") && !path.startsWith("/proc/") && expander.context.shell.machine.files.stat(path).kind === "absent";
}

function everyOutput(outcome: Outcome): Traced {
  const ends = [outcome.success, outcome.failure, ...outcome.escapes.map((escape) => escape.state)];
  const outputs = ends.flatMap((end) => (end === null ? [] : [{ value: concatAll(end.output), when: "" }]));
  return outputs.length === 0 || outputs.every(({ value }) => isEmpty(value)) ? EMPTY : oneOf(outputs);
}
