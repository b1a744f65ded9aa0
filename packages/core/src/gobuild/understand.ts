/** From a command call to a {@link GoCommand}. */
import type { CommandCall } from "../evaluate/model.js";
import type { Hop, Reason, Traced, Verdict, Word } from "../text/index.js";
import { andThen, carrier, EMPTY, firstUnknown, known, literalOf, originOf, print, unknown } from "../text/index.js";
import { refusal } from "./checks.js";
import type { CommandLine } from "./command-line.js";
import { parseCommandLine, takeChdir } from "./command-line.js";
import { failAt } from "./flag-line.js";
import { GO_FLAGS } from "./flag-tables.js";
import { goEnvironment } from "./go-environment.js";
import { parseGoFlags } from "./goflags.js";
import { stringFlag } from "./in-force.js";
import type { CommandFailure, FlagItem, GoCommand, GoHost, GoVerb } from "./model.js";
import { resolve } from "./package-pattern.js";
import { decideSettings } from "./settings.js";
import { reasonOf, textOf } from "./traced-verdict.js";

/**
 * Understands a call of the go command as cmd/go does: subcommand, -C, GOFLAGS, flags, environment, packages.
 *
 * Returns null when the subcommand builds nothing (`go mod download`, `go vet`, `go generate` …). A command that go itself would reject comes back
 * with its `failure`. The words of `call` should hold no alternatives: see {@link goCommandVariants}; where they do, values are unknown.
 *
 * What unknown words (gaps) hide is unknown; a flag given after a gap is known, because the last one wins. The assumptions that this needs are listed in
 * `assumptions`: a gap among flags holds whole flags; an unknown part inside a larger word holds no blanks.
 */
export function understandGoCommand(call: CommandCall, host: GoHost): GoCommand | null {
  const goVersion = host.goVersion.kind === "known" ? host.goVersion.value : null;
  const assumptions = new Map<string, Hop>();
  const assume = (hop: Hop): void => void assumptions.set(`${hop.text} ${hop.at?.file}:${hop.at?.start}`, hop);
  let index = 1;
  let directory: Traced | null = null;
  const before = takeChdir(call.words, index);
  if (before !== null) [directory, index] = [before.directory, before.next];
  const subcommand = call.words[index];
  const verb = verbOf(subcommand);
  if (verb === null) return null;
  index++;
  const after = before === null ? takeChdir(call.words, index) : null;
  if (after !== null) [directory, index] = [after.directory, after.next];

  const env = goEnvironment(call.environment, host, assume);
  const fromEnvironment = env.traced("GOFLAGS");
  const goflags =
    fromEnvironment.kind === "known" && verb !== "unknown"
      ? parseGoFlags(fromEnvironment.value, GO_FLAGS[verb], goVersion, assume)
      : { items: gap(fromEnvironment), failure: null };
  const line = verb === "unknown" ? unknownLine(subcommand) : parseCommandLine(verb, call.words.slice(index), goVersion, assume);
  const items = [...goflags.items, ...line.flags];
  const settings = decideSettings(items, env, host, assume);
  return {
    verb,
    at: call.at,
    chain: call.chain,
    argv: argvOf(call.words),
    words: call.words,
    directory: workingDirectory(call, directory),
    settings,
    packages: packagesOf(line),
    packageWords: line.packages,
    output: stringFlag(items, "o"),
    failure: goflags.failure ?? line.failure ?? (verb === "unknown" ? null : (refusal(settings, host) ?? leadingDash(verb, line))),
    assumptions: [...assumptions.values()],
  };
}

/** Null for a subcommand that builds nothing. */
function verbOf(word: Word | undefined): GoVerb | null {
  if (word === undefined) return null;
  const text = literalOf(word.value);
  if (text === null || word.kind === "gap") return firstUnknown(word.value) === null && text !== null ? null : "unknown";
  return text === "build" || text === "install" || text === "run" || text === "test" ? text : null;
}

function gap(value: Verdict<Traced>): readonly FlagItem[] {
  return value.kind === "unknown" ? [{ kind: "gap", reason: value.reason }] : [];
}

function unknownLine(word: Word | undefined): CommandLine {
  const reason: Reason = reasonOf(word?.value ?? EMPTY);
  return { flags: [{ kind: "gap", reason }], packages: [], open: reason, failure: null };
}

function argvOf(words: readonly Word[]): Verdict<readonly string[]> {
  const texts: string[] = [];
  for (const word of words) {
    const text = literalOf(word.value);
    if (text === null || word.kind === "gap") return unknown(reasonOf(word.value));
    texts.push(text);
  }
  return known(texts);
}

function workingDirectory(call: CommandCall, change: Traced | null): Verdict<string> {
  const start: Verdict<string> =
    call.directory === null ? unknown({ code: "not-understood", text: `the working directory of ${call.words.map((word) => print(word.value)).join(" ")}`, at: call.at }) : known(call.directory);
  if (change === null) return start;
  return andThen(textOf(change), (path): Verdict<string> => (path.startsWith("/") ? known(resolve("/", path.slice(1))) : andThen(start, (from) => known(resolve(from, path)))));
}

function packagesOf(line: CommandLine): Verdict<readonly string[]> {
  if (line.open !== null) return unknown(line.open);
  const texts: string[] = [];
  for (const word of line.packages) {
    const text = textOf(word);
    if (text.kind === "unknown") return text;
    texts.push(text.value);
  }
  return known(texts.length === 0 ? ["."] : texts);
}

/** A flag after the packages is taken for a package, which is an error (fact e9). */
function leadingDash(verb: GoVerb, line: CommandLine): CommandFailure | null {
  if (verb === "run" || verb === "test") return null;
  const word = line.packages.find((value) => carrier(value).startsWith("-"));
  return word === undefined ? null : failAt("packages", `malformed import path ${JSON.stringify(carrier(word))}: leading dash`, "e9", originOf(word));
}
