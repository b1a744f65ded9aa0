/** Builtins that run something: eval, `.`, exec, command. */
import type { Reason, Traced } from "../../../text/index.js";
import { carrier, EMPTY, isEmpty, literal, literalOf, originOf, unknownText, variants } from "../../../text/index.js";
import { type Context, may } from "../context.js";
import { joinWords } from "../expand/chunks.js";
import { absolutePath, textOfFile } from "../files.js";
import { alternatives, caught, either, failure, NOTHING, type Outcome, success } from "../outcome.js";
import { redirectForGood } from "../redirect.js";
import { print, setVariable, type Source, type State } from "../state.js";
import { afterOptions, argument, type Builtin, type BuiltinCall, type Builtins, regular, special } from "./builtin.js";

/** Choices of an evaluated text that are followed one by one. */
const MAX_WAYS = 4;

/** Runs a text in this shell. */
function runText(text: Traced, file: string | null, state: State, context: Context): Outcome {
  const source: Source = { text, file };
  return context.shell.script(context.shell.machine.parsed.script(carrier(text)), state, { ...context, source, nesting: context.nesting + 1 });
}

function evaluate(call: BuiltinCall, state: State, context: Context): Outcome {
  const text = joinWords(call.args);
  const here: Context = { ...context, chain: [...context.chain, call.hop] };
  const ways = variants(text, MAX_WAYS);
  if (ways === null || ways.some(({ value }) => value.pieces[0]?.kind === "unknown")) {
    return context.shell.notUnderstood({ code: "not-understood", text: `\`${call.hop.text}\` runs a text that is not known`, at: call.place }, "eval", state, here);
  }
  const [only, ...others] = ways;
  if (only !== undefined && others.length === 0) return isEmpty(only.value) ? success(state) : runText(only.value, context.source.file, state, here);
  return alternatives(ways.map(({ value, when }) => ({ outcome: runText(value, context.source.file, state, may(here)), when: when.join(", ") })));
}

/** Variables of os-release(5) files, which scripts read to tell distributions apart. */
const OS_RELEASE = ["ID", "ID_LIKE", "VERSION_ID", "VERSION_CODENAME", "VERSION", "NAME", "PRETTY_NAME", "UBUNTU_CODENAME", "VARIANT_ID", "BUILD_ID"];

function source(call: BuiltinCall, state: State, context: Context): Outcome {
  const [file, ...args] = call.args;
  if (file === undefined) return failure(state);
  const here: Context = { ...context, chain: [...context.chain, call.hop], returnEndsBuild: context.failureEndsBuild, mayReturn: true, loops: 0 };
  const name = file.kind === "gap" ? null : literalOf(file.value);
  // A name without a slash is looked for in PATH, and only bash goes on to the working directory.
  const path = name === null || (!name.includes("/") && context.shell.dialect !== "bash") ? null : absolutePath(name, state);
  const text = path === null ? null : textOfFile(path, context);
  const reason: Reason = { code: "file", text: `\`${call.hop.text}\` runs a file that is not known`, at: call.place };
  if (path !== null && text === null && /^\/(?:usr\/lib|etc)\/os-release$/.test(path)) {
    const known = OS_RELEASE.reduce((next, variable) => setVariable(next, variable, unknownText({ ...reason, text: `${variable} of ${path}` })), state);
    return success(known);
  }
  if (path !== null && text === null && context.shell.machine.files.stat(path).kind === "absent") return missing(state, context);
  if (text === null) return context.shell.notUnderstood(reason, name ?? ".", state, here);
  const positional = args.length > 0 ? args : state.positional;
  const outcome = caught(runText(text, sourceName(text, path), { ...state, positional }, here), (escape) => escape.kind === "return");
  if (args.length === 0) return outcome;
  const restore = (end: State): State => ({ ...end, positional: state.positional });
  return { success: outcome.success && restore(outcome.success), failure: outcome.failure && restore(outcome.failure), escapes: outcome.escapes };
}

/** A file that is not there ends dash and busybox, and fails in bash. */
function missing(state: State, context: Context): Outcome {
  if (context.shell.dialect === "bash") return failure(state);
  return context.exitEndsBuild ? NOTHING : { ...NOTHING, escapes: [{ kind: "exit", levels: 0, succeeded: false, state }] };
}

function sourceName(text: Traced, path: string | null): string | null {
  return path ?? originOf(text)?.file ?? null;
}

function exec(call: BuiltinCall, state: State, context: Context): Outcome {
  const { rest } = afterOptions(call.args, "a");
  if (rest.length === 0) return success(redirectForGood(call.redirection, state, context));
  const outcome = runRest(call, call.args.length - rest.length, state, { ...context, replacesShell: true }, "external");
  const exits = [
    ...(outcome.success === null ? [] : [{ kind: "exit" as const, levels: 0, succeeded: true, state: outcome.success }]),
    ...(outcome.failure === null || context.exitEndsBuild ? [] : [{ kind: "exit" as const, levels: 0, succeeded: false, state: outcome.failure }]),
  ];
  return { success: null, failure: null, escapes: [...outcome.escapes, ...exits] };
}

/** The arguments from `first` on as a command of its own. */
function runRest({ args, nodes, place, redirection, hop }: BuiltinCall, first: number, state: State, context: Context, kind: "any" | "external"): Outcome {
  return context.shell.start({ words: args.slice(first), nodes: nodes.slice(first), place, redirection, hop }, kind, state, context);
}

/** `command x` and `builtin x`; `command -v x` only asks. */
function command(call: BuiltinCall, state: State, context: Context): Outcome {
  const { options, rest, first } = afterOptions(call.args);
  if (options.includes("v") || options.includes("V")) return describeCommand({ ...call, args: rest }, state, context, options.includes("v"));
  return rest.length === 0 ? success(state) : runRest(call, first, state, context, "any");
}

/** Functions and builtins are known to be there; of programs it is not known. */
function describeCommand(call: BuiltinCall, state: State, context: Context, short: boolean): Outcome {
  const name = argument(call.args, 0);
  const isKnown = name !== null && (state.functions.get(name)?.set === "yes" || context.shell.isBuiltin(name));
  if (isKnown && short) return success(print(state, literal(`${name}\n`, originOf(call.args[0]?.value ?? EMPTY))));
  const output = unknownText({ code: "command-output", text: `output of \`${call.hop.text}\``, at: call.place }, { mayBeEmpty: true, mayHaveBlanks: true });
  return isKnown ? success(print(state, output)) : either(print(state, output));
}

export const scriptBuiltins: Builtins = {
  eval: special(evaluate),
  ".": special(source),
  exec: special(exec),
  command: regular(command),
  type: regular((call, state, context) => describeCommand(call, state, context, false)),
  hash: regular((_, state) => either(state)),
};

const sourceBuiltin: Builtin = regular(source);

export const bashScriptBuiltins: Builtins = { source: sourceBuiltin, builtin: regular(command) };
export const busyboxScriptBuiltins: Builtins = { source: special(source) };
