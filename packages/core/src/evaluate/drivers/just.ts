import { carrier, literalOf, slice, type Traced } from "../../text/index.js";
import { findJustfile, JustRun, readJustfile } from "../just/index.js";
import type { Driver } from "../machine.js";
import { mayHideBuild } from "../may-hide-build.js";
import { absolutePath, parseArguments } from "./arguments.js";

const WITH_VALUE = "-f --justfile -d --working-directory --set --shell --shell-arg --dotenv-path --dotenv-filename -E --color --command-color --chooser --list-heading --list-prefix --tempdir --timestamp-format --dump-format --cygpath".split(" ");

/** Options with which no recipe runs. */
const RUNS_NOTHING = "-l --list --summary --dump --evaluate --fmt --init --show -s --choose -n --dry-run --variables -e --edit --completions --changelog --man --groups --json -V --version -h --help".split(" ");

/** `just build VERSION=1`. Source: casey/just, src/config.rs and src/positional.rs. */
export const justDriver: Driver = {
  names: ["just"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: WITH_VALUE, stopAtOperand: true });
    const output = machine.unknownOutput(call, "output of just");
    if (RUNS_NOTHING.some((name) => args.has(name))) return output;
    const notUnderstood = (text: string, at = call.at): typeof output => {
      machine.record(mayHideBuild(text, "just", { at, chain: call.chain }));
      machine.files.disturb("/", text, at);
      return output;
    };
    if (args.gap !== null || ["--set", "-c", "--command"].some((name) => args.has(name))) return notUnderstood("arguments of just that are not known");
    const named = args.value("-f", "--justfile");
    const path = named === null ? (call.directory === null ? null : findJustfile(call.directory, machine)) : absolutePath(literalOf(named) ?? "?", call);
    const justfile = path === null ? null : readJustfile(path, machine);
    if (justfile === null) return notUnderstood("a justfile that is not found");
    const [problem] = justfile.problems;
    if (problem !== undefined) notUnderstood(problem.message, { file: problem.file, start: problem.start, end: problem.end });
    const dir = args.value("-d", "--working-directory");
    const directory = dir === null ? justfile.directory : absolutePath(literalOf(dir) ?? "?", call);
    if (directory === null) return notUnderstood("a directory that is not known");
    const given = new Map<string, Traced>();
    const words = [...args.operands];
    for (let assignment = assignmentOf(words[0]); assignment !== null; assignment = assignmentOf(words[0])) {
      given.set(assignment.name, assignment.value);
      words.shift();
    }
    const run = new JustRun({ justfile, directory, given }, call, machine);
    const done = new Set<string>();
    let goesOn = true;
    do {
      const word = words.shift();
      const name = word === undefined ? justfile.first : literalOf(word);
      if (name === null) return notUnderstood("a recipe whose name is not known");
      goesOn = run.run(name, words.splice(0, Math.min(words.length, run.arity(name))), call.chain, done);
    } while (goesOn && words.length > 0);
    return output;
  },
};

function assignmentOf(word: Traced | undefined): { readonly name: string; readonly value: Traced } | null {
  const match = word === undefined ? null : /^([A-Za-z_][\w-]*)=/.exec(carrier(word));
  return word === undefined || match?.[1] === undefined ? null : { name: match[1], value: slice(word, match[0].length) };
}
