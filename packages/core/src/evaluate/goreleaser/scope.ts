/** What templates of goreleaser say. Source: goreleaser v2, internal/tmpl/tmpl.go. */
import { ANY_SHAPE, EMPTY, lift, literal, WORD_SHAPE, type Traced } from "../../text/index.js";
import type { Environment } from "../environment.js";
import { stringOf, textValue, truth, unknownValue, type TemplateScope, type Value } from "../templates/index.js";
import { targetField, type Target } from "./targets.js";

export interface Release {
  /** null when it is not in the files: goreleaser takes it from git then */
  readonly projectName: Traced | null;
  readonly modulePath: string | null;
  readonly isSnapshot: boolean;
  readonly isSingleTarget: boolean;
  /** of the machine that runs goreleaser */
  readonly os: string;
  readonly arch: string;
}

/** What is built, where a template may ask for it. */
export interface Built {
  readonly target: Target;
  /** further fields: `.Binary`, `.Name`, `.Path`, `.Ext` */
  readonly fields: ReadonlyMap<string, Traced>;
}

/** Text that the release is given by its tag and commit: words, never empty. */
const OF_THE_RELEASE = new Set([
  "Version", "RawVersion", "Tag", "Commit", "ShortCommit", "FullCommit", "CommitDate", "CommitTimestamp", "GitTreeState", "Major", "Minor", "Patch", "Date", "Timestamp",
  "Branch", "Summary",
]);
/** As above, which may be empty or hold blanks. */
const FREE_TEXT = new Set(["PreviousTag", "Prerelease", "GitURL", "TagSubject", "TagContents", "TagBody", "ReleaseNotes", "ReleaseURL", "Now"]);

export function goreleaserScope(release: Release, environment: Environment, built: Built | null): TemplateScope {
  const variable = (name: string): Value | null => {
    const found = environment.getExported(name);
    return found === null ? null : textValue(found.value);
  };
  const field = ([name = "", ...rest]: readonly string[]): Value | null => {
    if (name === "Env") {
      const env: Value = { kind: "map", get: variable };
      const [asked] = rest;
      return asked === undefined ? env : variable(asked);
    }
    if (name === "Runtime") return known(rest[0] === "Goos" ? release.os : rest[0] === "Goarch" ? release.arch : null);
    if (rest.length > 0) return null;
    const own = built?.fields.get(name) ?? null;
    if (own !== null) return textValue(own);
    const target = built === null ? null : targetField(built.target, name);
    if (target !== null) return known(target);
    if (name === "ProjectName") return release.projectName === null ? unknownValue("the project's name, which is that of the repository", WORD_SHAPE) : textValue(release.projectName);
    if (name === "ModulePath") return known(release.modulePath);
    if (name === "IsSnapshot") return truth(release.isSnapshot);
    if (name === "IsSingleTarget") return truth(release.isSingleTarget);
    if (name === "IsNightly") return truth(false);
    if (OF_THE_RELEASE.has(name)) return unknownValue(`{{ .${name} }} of the release`, WORD_SHAPE);
    return FREE_TEXT.has(name) ? unknownValue(`{{ .${name} }} of the release`) : null;
  };
  return { field, call: (name, args) => functionOf(name, args, environment) };
}

function known(text: string | null): Value | null {
  return text === null ? null : textValue(literal(text));
}

type TextFunction = (...texts: string[]) => string;

const TEXT_FUNCTIONS: Readonly<Record<string, { readonly count: number; readonly apply: TextFunction }>> = {
  tolower: { count: 1, apply: (text = "") => text.toLowerCase() },
  toupper: { count: 1, apply: (text = "") => text.toUpperCase() },
  trim: { count: 1, apply: (text = "") => text.trim() },
  trimprefix: { count: 2, apply: (text = "", prefix = "") => (text.startsWith(prefix) ? text.slice(prefix.length) : text) },
  trimsuffix: { count: 2, apply: (text = "", suffix = "") => (text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text) },
  replace: { count: 3, apply: (text = "", from = "", to = "") => text.replaceAll(from, to) },
  base: { count: 1, apply: (text = "") => text.replace(/\/+$/, "").split("/").at(-1) ?? "." },
};

function functionOf(name: string, args: readonly Value[], environment: Environment): Value | null {
  const texts = args.map((argument) => (argument.kind === "text" ? argument.text : null));
  const simple = TEXT_FUNCTIONS[name];
  if (simple !== undefined && texts.length === simple.count) {
    // of a word that is not known, a word is left
    const shape = args.some((argument) => argument.kind !== "text" && !(argument.kind === "unknown" && !argument.shape.mayHaveBlanks)) ? ANY_SHAPE : { mayBeEmpty: true, mayHaveBlanks: false };
    return texts.includes(null) ? unknownValue(`\`${name}\` of what is not known`, shape) : textValue(lift(simple.apply, texts.map((text) => text ?? EMPTY), shape));
  }
  const [first, second] = args;
  const [text, other] = [stringOf(first), stringOf(second)];
  if (name === "contains") return text === null || other === null ? null : truth(text.includes(other));
  if (name === "time") return unknownValue("the time of the release", WORD_SHAPE);
  if (text === null) return null;
  const variable = environment.getExported(text);
  // what only a caller could have set has its default, as with `?=` of make
  if (name === "envOrDefault") return variable?.set === "yes" ? textValue(variable.value) : (second ?? null);
  if (name === "isEnvSet") return variable === null ? truth(false) : variable.set === "yes" && stringOf(textValue(variable.value)) !== null ? truth(stringOf(textValue(variable.value)) !== "") : null;
  return null;
}
