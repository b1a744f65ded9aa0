import { carrier } from "../../text/index.js";
import type { Argument, Instruction, SyntaxProblem } from "./ast.js";
import { isSpace } from "./characters.js";
import { checkFlags } from "./check-flags.js";
import { parseHeredocWord } from "./heredoc.js";
import { LexError } from "./lexer-model.js";

type Report = (range: SyntaxProblem["range"], message: string) => void;
type Check = (instruction: Instruction, report: Report) => void;

/**
 * Lists what BuildKit rejects when it reads the instructions of a file that its line parser accepts.
 *
 * Source: `Parse` and `ParseInstruction` in BuildKit's instructions/parse.go. What is only found when a stage is built (an unknown stage, a bad
 * port, a trigger of ONBUILD) is not looked for.
 */
export function checkInstructions(instructions: readonly Instruction[], length: number, problems: SyntaxProblem[]): void {
  const report: Report = (range, message) => problems.push({ range, message });
  let inStage = false;
  for (const instruction of instructions) {
    const check = CHECKS.get(instruction.name);
    if (check === undefined) report(instruction.keyword, `Instruction ${instruction.name} is not known.`);
    else {
      check(instruction, report);
      // BuildKit does not come to the flags of HEALTHCHECK NONE
      if (!isHealthcheckNone(instruction)) checkFlags(instruction, report);
    }
    if (instruction.name === "FROM") inStage = true;
    else if (!inStage && instruction.name !== "ARG" && check !== undefined) report(instruction.keyword, `${instruction.name} stands before the first FROM.`);
  }
  if (!inStage) report([0, length], "The file has no FROM.");
}

const exactlyOne: Check = ({ name, args, range }, report) => {
  if (args.length !== 1) report(range, `${name} needs exactly one argument.`);
};

const atLeastOne: Check = ({ name, args, pairs, range }, report) => {
  if (args.length + pairs.length === 0) report(range, `${name} needs at least one argument.`);
};

const namedPairs: Check = (instruction, report) => {
  atLeastOne(instruction, report);
  for (const pair of instruction.pairs) if (carrier(pair.name) === "" && pair.value !== null) report(pair.range, "A name is missing before the =.");
};

const sourcesAndDestination: Check = ({ name, args, range }, report) => {
  const destination = args.at(-1);
  if (args.length < 2 || destination === undefined) report(range, `${name} needs at least one source and a destination.`);
  else if (isHeredoc(destination)) report(destination.range, `${name} cannot have a heredoc as its destination.`);
};

const from: Check = ({ args, range }, report) => {
  const [, as, alias] = args;
  if (args.length === 1) return;
  if (args.length !== 3 || as === undefined || alias === undefined || !/^as$/iu.test(carrier(as.text))) {
    report(range, "FROM needs an image, or an image, AS and a name.");
  } else if (!/^[a-z][a-z0-9\-_.]*$/.test(carrier(alias.text).toLowerCase())) {
    report(alias.range, `"${carrier(alias.text)}" is not a valid name of a stage.`);
  }
};

const trigger: Check = ({ inner, range }, report) => {
  if (inner === null) report(range, "ONBUILD needs an instruction.");
  else if (["ONBUILD", "MAINTAINER", "FROM"].includes(inner.name)) report(inner.keyword, `${inner.name} cannot be the instruction of ONBUILD.`);
};

const healthcheck: Check = (instruction, report) => {
  const { args, form, range } = instruction;
  const [type, ...command] = args;
  if (type === undefined) report(range, "HEALTHCHECK needs at least one argument.");
  else if (isHealthcheckNone(instruction)) {
    if (command.length > 0) report(range, "HEALTHCHECK NONE takes no arguments.");
  } else if (carrier(type.text).toUpperCase() !== "CMD") report(type.range, `HEALTHCHECK takes CMD or NONE, not ${carrier(type.text)}.`);
  else if (command.length === 0) report(range, `HEALTHCHECK CMD needs a command${form === "exec" ? " in its array" : ""}.`);
};

const volumes: Check = (instruction, report) => {
  atLeastOne(instruction, report);
  for (const { text, range } of instruction.args) if ([...carrier(text)].every(isSpace)) report(range, "A volume cannot be empty.");
};

const shell: Check = (instruction, report) => {
  atLeastOne(instruction, report);
  if (instruction.args.length > 0 && instruction.form !== "exec") report(instruction.range, "SHELL needs its arguments as a JSON array.");
};

const anything: Check = () => {};

const CHECKS: ReadonlyMap<string, Check> = new Map([
  ["ADD", sourcesAndDestination],
  ["ARG", namedPairs],
  ["CMD", anything],
  ["COPY", sourcesAndDestination],
  ["ENTRYPOINT", anything],
  ["ENV", namedPairs],
  ["EXPOSE", atLeastOne],
  ["FROM", from],
  ["HEALTHCHECK", healthcheck],
  ["LABEL", namedPairs],
  ["MAINTAINER", exactlyOne],
  ["ONBUILD", trigger],
  ["RUN", anything],
  ["SHELL", shell],
  ["STOPSIGNAL", exactlyOne],
  ["USER", exactlyOne],
  ["VOLUME", volumes],
  ["WORKDIR", exactlyOne],
]);

function isHealthcheckNone({ name, args: [type] }: Instruction): boolean {
  return name === "HEALTHCHECK" && type !== undefined && carrier(type.text).toUpperCase() === "NONE";
}

function isHeredoc({ text }: Argument): boolean {
  try {
    return parseHeredocWord(text) !== null;
  } catch (error) {
    if (error instanceof LexError) return false;
    throw error;
  }
}
