/** Whether what core says is what CMake did. */
import { literalOf, print } from "../../../packages/core/dist/text/index.js";
import { matches } from "../make/match.mjs";
import { SHOWN } from "./real.mjs";

/** Commands in order, with the same arguments; what is unknown may be anything. */
export function compareCommands(wanted, told, count, report) {
  for (let i = 0; i < Math.max(wanted.length, told.length); i++) {
    const [real, own] = [wanted[i], told[i]];
    if (real !== undefined) count.commands++;
    if (real === undefined || own === undefined || real.file !== own.file || real.line !== own.line || real.name !== own.name) {
      report(`command ${i}: cmake ${showCommand(real)}, core ${showCommand(own)}`);
      return;
    }
    // CMake prints brackets evaluated, which it does not do where it runs the command
    const brackets = own.args.map(({ kind }) => kind === "bracket");
    const sameArgs = sameWords(own.args.filter((_, n) => !brackets[n]).map(({ value }) => ({ kind: "word", value })), real.args.filter((_, n) => !brackets[n]));
    if (sameArgs === "no") report(`${real.file}:${real.line} ${real.name}: cmake ${JSON.stringify(real.args)}, core ${JSON.stringify(own.args.map(({ value }) => print(value)))}`);
    else if (sameArgs === "yes") count.exactCommands++;
  }
}

export function compareCalls(wanted, told, inOrder, count, report) {
  const sorted = (list, text) => (inOrder ? list : [...list].sort((a, b) => (text(a) < text(b) ? -1 : 1)));
  const reals = sorted(wanted, (call) => call.words.join("\0"));
  const owns = sorted(told, (call) => call.words.slice(1).map(showWord).join("\0"));
  for (let i = 0; i < Math.max(reals.length, owns.length); i++) {
    const [real, own] = [reals[i], owns[i]];
    if (real === undefined && own?.certainty === "may") continue;
    if (real !== undefined) count.calls++;
    if (real === undefined || own === undefined) {
      report(`go command ${i}: cmake ${JSON.stringify(real?.words)}, core ${JSON.stringify(own?.words.map(showWord))}`);
      return;
    }
    const words = own.words.slice(1);
    const sameArgs = sameWords(words, real.words);
    const environment = sameEnvironment(own.environment, real.environment);
    if (sameArgs === "no") report(`go: cmake ${JSON.stringify(real.words)}, core ${JSON.stringify(words.map(showWord))}`);
    else if (own.directory !== real.directory) report(`directory of go: cmake ${real.directory}, core ${own.directory}`);
    else if (environment !== null) report(`environment of go ${real.words.join(" ")}: ${environment}`);
    else if (sameArgs === "yes" && own.certainty === "must") count.exactCalls++;
  }
}

function sameWords(words, texts) {
  if (words.every((word) => word.kind === "word" && literalOf(word.value) !== null)) return words.length === texts.length && words.every((word, i) => literalOf(word.value) === texts[i]) ? "yes" : "no";
  const reach = (i, j) => {
    const word = words[i];
    if (word === undefined) return j === texts.length;
    if (word.kind === "gap") return Array.from({ length: texts.length - j + 1 }, (_, n) => j + n).some((next) => reach(i + 1, next));
    return j < texts.length && (literalOf(word.value) === texts[j] || matches(word.value, texts[j])) && reach(i + 1, j + 1);
  };
  return reach(0, 0) ? "unknown" : "no";
}

function sameEnvironment(environment, real) {
  const names = new Set([...Object.keys(real), ...environment.names().filter((name) => SHOWN.test(name) && environment.getExported(name) !== null)]);
  for (const name of names) {
    const own = environment.getExported(name);
    if (own === null ? real[name] !== undefined : literalOf(own.value) !== null && own.set === "yes" && literalOf(own.value) !== real[name]) {
      return `${name} is ${JSON.stringify(real[name])}, core ${own === null ? "unset" : print(own.value)}`;
    }
  }
  return null;
}

function showWord({ kind, value }) {
  return kind === "gap" ? `(${print(value)})…` : print(value);
}

function showCommand(command) {
  return command === undefined ? "none" : `${command.file}:${command.line} ${command.name}`;
}
