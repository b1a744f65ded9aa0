/** `execute_process`: its commands run while CMake configures, with the environment of CMake (fact q7). */
import type { Traced, Word } from "../../../text/index.js";
import { EMPTY, literal, literalOf, unknownText } from "../../../text/index.js";
import { absolutePath } from "../../../workspace/index.js";
import type { CommandResult } from "../../model.js";
import { choose, unknownFrom } from "../../make/index.js";
import { keywordsOf, type Call, type Handler } from "../call.js";
import { hasOpaque } from "../lists.js";

const ONE = ["WORKING_DIRECTORY", "TIMEOUT", "RESULT_VARIABLE", "RESULTS_VARIABLE", "OUTPUT_VARIABLE", "ERROR_VARIABLE", "INPUT_FILE", "OUTPUT_FILE", "ERROR_FILE", "COMMAND_ECHO", "ENCODING", "COMMAND_ERROR_IS_FATAL"];
const FLAGS = ["OUTPUT_QUIET", "ERROR_QUIET", "OUTPUT_STRIP_TRAILING_WHITESPACE", "ERROR_STRIP_TRAILING_WHITESPACE", "ECHO_OUTPUT_VARIABLE", "ECHO_ERROR_VARIABLE"];

export const executeProcess: Handler = (call) => {
  const { cmake, args, at } = call;
  const { one, many, flags } = keywordsOf(args, { one: ONE, flags: FLAGS, many: ["COMMAND"] });
  const commands = (many.get("COMMAND") ?? []).filter((words) => words.length > 0);
  const directory = one.get("WORKING_DIRECTORY");
  const text = directory === undefined ? null : literalOf(directory);
  // programs run where CMake was started
  const home = cmake.run.directory;
  const where = directory === undefined ? home : text === null ? null : absolutePath(home, text);
  const results = commands.map((words) => start(call, words, where));
  const last = results.at(-1) ?? null;

  const result = one.get("RESULT_VARIABLE");
  const name = result === undefined ? null : literalOf(result);
  if (name !== null) cmake.set(name, statusOf(last, call));
  const both = one.get("ERROR_VARIABLE");
  const outputName = one.get("OUTPUT_VARIABLE");
  const [output, error] = [outputName, both].map((variable) => (variable === undefined ? null : literalOf(variable)));
  const strips = flags.has("OUTPUT_STRIP_TRAILING_WHITESPACE");
  if (error !== null && error !== undefined) cmake.set(error, unknownText({ code: "command-output", text: "what a command says of its errors", at }));
  if (output !== null && output !== undefined) cmake.set(output, output === error ? unknownText({ code: "command-output", text: "what a command prints", at }) : stripped(last?.output ?? EMPTY, strips));
  const file = one.get("OUTPUT_FILE");
  const path = file === undefined ? null : literalOf(file);
  const target = path === null ? null : absolutePath(where, path);
  if (target !== null) cmake.machine.files.write(target, { content: last?.output ?? null, artifacts: [], from: "execute_process" }, cmake.certainty);
  return undefined;
};

function start({ cmake, at }: Call, words: readonly Word[], directory: string | null): CommandResult {
  const place = at ?? cmake.run.at;
  const isGo = words[0] !== undefined && /(?:^|\/)go$/.test(literalOf(words[0].value) ?? "");
  if (isGo) for (const [name] of [...cmake.assigned.entries()]) cmake.assigned.set(name, undefined);
  return cmake.machine.run({
    words,
    environment: cmake.processEnvironment(),
    directory,
    at: place,
    chain: [...cmake.run.chain, { fact: "", text: `execute_process(${words.slice(0, 4).map(({ value }) => literalOf(value) ?? "…").join(" ")})`, at: place }],
    certainty: cmake.certainty,
    input: null,
  });
}

function statusOf(result: CommandResult | null, { at }: Call): Traced {
  if (result?.status === "failure") return unknownText({ code: "command-output", text: "the status of a command that fails", at }, { mayBeEmpty: false, mayHaveBlanks: true });
  if (result === null) return literal("0");
  const other = unknownText({ code: "command-output", text: "the status of a command that fails", at }, { mayBeEmpty: false, mayHaveBlanks: true });
  return choose([{ when: "the command succeeds", value: literal("0") }, { when: "the command fails", value: other }]);
}

/** Newlines and blanks at the end go. */
function stripped(text: Traced, strips: boolean): Traced {
  if (!strips) return text;
  if (hasOpaque(text)) return text.pieces.length === 1 ? text : unknownFrom([text], "the output of a command");
  const known = literalOf(text) ?? "";
  return literal(known.trimEnd(), text.pieces[0]?.origin ?? null);
}
