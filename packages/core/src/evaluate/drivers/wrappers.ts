import type { Traced, Word } from "../../text/index.js";
import { carrier, literalOf, slice } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { Environment } from "../environment.js";

/** Programs that run the command they are given: options that take a word of their own, by program. */
const OPTIONS_WITH_VALUE: Readonly<Record<string, readonly string[]>> = {
  sudo: ["-u", "-g", "-C", "-h", "-p", "--user", "--group"],
  doas: ["-u"],
  nice: ["-n", "--adjustment"],
  ionice: ["-c", "-n"],
  time: ["-f", "-o"],
  timeout: ["-s", "-k", "--signal", "--kill-after"],
  nohup: [],
  stdbuf: ["-i", "-o", "-e"],
  setarch: [],
  tini: ["-p", "-e"],
  "dumb-init": ["-r", "--rewrite"],
  catchsegv: [],
  eatmydata: [],
  retry: ["-t", "-d"],
  "su-exec": [],
  gosu: [],
  "s6-setuidgid": [],
  setpriv: ["--reuid", "--regid", "--groups", "--inh-caps", "--ambient-caps", "--bounding-set", "--securebits", "--pdeathsig"],
};

/** Positional words before the command: `timeout 30 go build`. */
const WORDS_BEFORE: Readonly<Record<string, number>> = { timeout: 1, setarch: 1, "su-exec": 1, gosu: 1, "s6-setuidgid": 1 };

/**
 * Those that stay above the command, and decide themselves what becomes of signals. The others become it. Source: sudo(8), "Process model"; coreutils, timeout.c
 * (it forks), nice.c, nohup.c and stdbuf.c (they do not); the READMEs of tini and dumb-init.
 */
const STAYS = new Set(["sudo", "doas", "time", "timeout", "tini", "dumb-init", "catchsegv", "retry"]);

export const wrapperDriver: Driver = {
  names: Object.keys(OPTIONS_WITH_VALUE),
  run(call, machine) {
    const name = literalOf(call.words[0]?.value ?? { pieces: [] })?.split("/").at(-1) ?? "";
    const withValue = OPTIONS_WITH_VALUE[name] ?? [];
    let i = 1;
    for (; i < call.words.length; i++) {
      const text = wordText(call.words[i]);
      if (text === "--") {
        i++;
        break;
      }
      if (text === null || !text.startsWith("-")) break;
      if (withValue.includes(text)) i++;
    }
    // sudo resets the environment but for a few variables, unless -E; what it keeps depends on the machine's sudoers.
    const environment = name === "sudo" && !call.words.some((word) => /^(-\w*E\w*|--preserve-env.*)$/.test(wordText(word) ?? "")) ? resetBySudo(call) : call.environment;
    return runRest({ ...(STAYS.has(name) ? waitedFor(call) : call), environment }, i + (WORDS_BEFORE[name] ?? 0), machine);
  },
};

/** `env -i A=1 -u B command`; without a command it prints the environment. */
export const envDriver: Driver = {
  names: ["env"],
  run(call, machine) {
    let { environment, directory, lost = [] } = call;
    let i = 1;
    for (; i < call.words.length; i++) {
      const word = call.words[i] as Word;
      const text = wordText(word);
      const assignment = assignmentOf(word.value);
      if (word.kind === "word" && assignment !== null) {
        environment = environment.set(assignment.name, assignment.value, true);
        lost = lost.filter(({ name }) => name !== assignment.name);
      }
      else if (text === "-i" || text === "-" || text === "--ignore-environment") environment = Environment.EMPTY;
      else if (text === "-u" || text === "--unset") environment = environment.unset(wordText(call.words[++i]) ?? "");
      else if (text === "-C" || text === "--chdir") directory = directoryFrom(directory, wordText(call.words[++i]));
      else if (text === "-S" || text === "--split-string" || text === "--") continue;
      else if (text?.startsWith("-") !== true) break;
    }
    if (i >= call.words.length) return machine.unknownOutput(call, "output of `env`");
    return runRest({ ...call, environment, directory, lost }, i, machine);
  },
};

/** What a program starts that stays above it, and does with signals as it likes. */
export function waitedFor(call: CommandCall): CommandCall {
  return { ...call, waiting: [...(call.waiting ?? []), { kind: "program", at: call.at, stays: true, isPlain: false }] };
}

function runRest(call: CommandCall, from: number, machine: Machine): CommandResult {
  const words = call.words.slice(from);
  if (words.length === 0) return machine.unknownOutput(call, "a command without a program");
  return machine.run({ ...call, words });
}

function resetBySudo(call: CommandCall): Environment {
  const reason = { code: "not-understood", text: "sudo resets the environment as the machine's sudoers file says", at: call.at } as const;
  const path = call.environment.get("PATH");
  const entries = path === null ? [] : [["PATH", path] as const];
  return Environment.of(entries, reason);
}

function assignmentOf(word: Traced): { readonly name: string; readonly value: Traced } | null {
  const match = /^([A-Za-z_]\w*)=/.exec(carrier(word));
  return match === null ? null : { name: match[1] as string, value: slice(word, match[0].length) };
}

function directoryFrom(directory: string | null, path: string | null): string | null {
  return path === null ? null : absolutePath(directory, path);
}

function wordText(word: Word | undefined): string | null {
  return word === undefined || word.kind === "gap" ? null : literalOf(word.value);
}
