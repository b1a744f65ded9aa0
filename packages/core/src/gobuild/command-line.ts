/** The words of a go command after its subcommand: flags, packages, and what belongs to the program that is run or tested. */
import type { Hop, Reason, Traced, Word } from "../text/index.js";
import { carrier, literalOf, OPAQUE, originOf, print, slice } from "../text/index.js";
import type { FlagGrammar, FlagStep } from "./flag-line.js";
import { failAt, parseFlag } from "./flag-line.js";
import { GO_FLAGS } from "./flag-tables.js";
import type { CommandFailure, FlagGap, FlagItem, GoVerb } from "./model.js";
import { reasonOf } from "./traced-verdict.js";

export interface CommandLine {
  readonly flags: readonly FlagItem[];
  /** words that name packages or files */
  readonly packages: readonly Traced[];
  /** why there may be further packages; null when `packages` are all */
  readonly open: Reason | null;
  readonly failure: CommandFailure | null;
}

type BuildVerb = Exclude<GoVerb, "unknown">;

export function parseCommandLine(verb: BuildVerb, words: readonly Word[], goVersion: string | null, assume: (hop: Hop) => void): CommandLine {
  const grammar: FlagGrammar = { flags: GO_FLAGS[verb], goVersion, source: "command-line", assume };
  return verb === "test" ? parseTest(words, grammar) : parseBuild(verb, words, grammar);
}

function parseBuild(verb: BuildVerb, words: readonly Word[], grammar: FlagGrammar): CommandLine {
  const flags: FlagItem[] = [];
  let i = 0;
  while (i < words.length) {
    const step = parseFlag(words, i, grammar);
    const failure = failureOf(step, words[i] as Word);
    if (failure !== null) return { flags, packages: [], open: null, failure };
    if (step.kind === "word") break;
    if (step.kind === "terminator") {
      i = step.next;
      break;
    }
    if (step.kind === "flag" || step.kind === "gap") {
      const last = step.kind === "gap" && step.next >= words.length;
      if (last && step.item.kind === "gap") return { ...openEnd(flags, step.item, words[i] as Word, grammar), failure: null };
      flags.push(step.item);
      i = step.next;
    }
  }
  const rest = words.slice(i);
  return { flags, ...packagesOf(verb === "run" ? programOf(rest) : rest), failure: null };
}

/** A gap at the end holds packages, and perhaps flags before them; the output of a command (`go list ./...`) is taken to be packages only. */
function openEnd(flags: readonly FlagItem[], gap: FlagGap, word: Word, grammar: FlagGrammar): Pick<CommandLine, "flags" | "packages" | "open"> {
  if (gap.reason.code !== "command-output") return { flags: [...flags, gap], packages: [], open: gap.reason };
  grammar.assume({ fact: "", text: `${print(word.value)} names packages, it holds no flags`, at: originOf(word.value) });
  return { flags, packages: [], open: gap.reason };
}

/** `go run` takes leading .go files or one package; what follows belongs to the program. Source: cmd/go/internal/run/run.go. */
function programOf(words: readonly Word[]): readonly Word[] {
  const files = words.findIndex((word) => !carrier(word.value).endsWith(".go"));
  return files === 0 ? words.slice(0, 1) : files < 0 ? words : words.slice(0, files);
}

function packagesOf(words: readonly Word[]): { readonly packages: readonly Traced[]; readonly open: Reason | null } {
  const gap = words.find((word) => word.kind === "gap");
  return { packages: words.filter((word) => word.kind === "word").map((word) => word.value), open: gap === undefined ? null : reasonOf(gap.value) };
}

/** Known flags stand before and after the packages; others go to the test binary. Source: cmd/go/internal/test/testflag.go, testFlags. */
function parseTest(words: readonly Word[], grammar: FlagGrammar): CommandLine {
  const flags: FlagItem[] = [];
  const packages: Traced[] = [];
  let open: Reason | null = null;
  let listed: "not yet" | "now" | "over" = "not yet";
  let afterUnknownFlag = false;
  for (let i = 0; i < words.length; ) {
    const word = words[i] as Word;
    const step = parseFlag(words, i, grammar);
    const wasAfterUnknownFlag = afterUnknownFlag;
    afterUnknownFlag = false;
    if (step.kind === "failure") return { flags, packages, open, failure: failureOf(step, word) };
    if (step.kind === "terminator") break;
    if (step.kind === "word") {
      if (listed === "over") {
        if (!wasAfterUnknownFlag) break;
      } else {
        listed = "now";
        packages.push(word.value);
      }
    } else {
      if (listed === "now") listed = "over";
      if (step.kind === "undefined") {
        if (carrier(word.value) === "-args" || carrier(word.value) === "--args") break;
        if (step.name === "h" || step.name === "help") return { flags, packages, open, failure: failureOf(step, word) };
        listed = "over";
        afterUnknownFlag = !step.hasValue;
      } else {
        flags.push(step.item);
        if (step.kind === "gap" && step.item.kind === "gap" && listed === "not yet") open = step.item.reason;
      }
    }
    i = step.next;
  }
  // What may be packages in a gap is excluded when packages are named after it.
  return { flags, packages, open: packages.length > 0 ? packagesGap(words, packages) : open, failure: null };
}

function packagesGap(words: readonly Word[], packages: readonly Traced[]): Reason | null {
  const last = packages.at(-1);
  const index = words.findIndex((word) => word.value === last);
  const next = words[index + 1];
  return next !== undefined && next.kind === "gap" && carrier(next.value).startsWith(OPAQUE) ? reasonOf(next.value) : null;
}

function failureOf(step: FlagStep, word: Word): CommandFailure | null {
  if (step.kind === "failure") return failAt("flags", step.text, "d11", step.at);
  if (step.kind !== "undefined") return null;
  const text = step.name === "h" || step.name === "help" ? "usage" : `flag provided but not defined: -${step.name}`;
  return failAt("flags", text, "d11", originOf(word.value));
}

/** Removes `-C dir` where it stands first. Source: cmd/go/main.go, handleChdirFlag (Go 1.20). */
export function takeChdir(words: readonly Word[], index: number): { readonly directory: Traced; readonly next: number } | null {
  const word = words[index];
  const text = word === undefined ? null : literalOf(word.value);
  const next = words[index + 1];
  if ((text === "-C" || text === "--C") && next !== undefined) return { directory: next.value, next: index + 2 };
  const match = word === undefined ? null : /^--?C=/.exec(carrier(word.value));
  if (match === null || word === undefined) return null;
  return { directory: slice(word.value, match[0].length), next: index + 1 };
}
