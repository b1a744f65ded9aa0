import type { Dockerfile } from "../../syntax/dockerfile/index.js";
import type { Origin } from "../../text/index.js";
import { basename } from "../../workspace/index.js";
import type { Caller, DockerfileEntry, Entry, Finding } from "../model.js";
import { declaredArguments, isPredefinedArgument } from "./build-arguments.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { emptyValues, type EmptyValue } from "./empty-values.js";
import { entryIds } from "./uses.js";
import { madeUpInside } from "./values-made-inside.js";

const RULE = "go-dockerfile/no-unconsumed-build-arg";

/** A caller passes an argument that no stage declares, or leaves out one that a -X needs. */
export const noUnconsumedBuildArg: Detector = {
  rule: RULE,
  detect: (input) => [...unconsumed(input), ...omitted(input)],
};

interface Passed {
  readonly name: string;
  readonly place: Origin;
  readonly entry: DockerfileEntry;
  readonly tree: Dockerfile;
  readonly isDeclared: boolean;
}

function unconsumed(input: Detection): readonly Finding[] {
  const passed = input.entries.flatMap((entry) => passedBy(entry, input));
  // One text may pass an argument to several Dockerfiles: it is of use when one of them declares it.
  return groupBy(passed, ({ name, place }) => `${name} ${place.file}:${place.start}`).flatMap((uses) => {
    const [first] = uses;
    const isDev = ({ entry }: Passed): boolean => input.devEntries.has(entry.id);
    if (uses.some(({ isDeclared }) => isDeclared)) return uses.flatMap((use) => (use.isDeclared || isDev(use) ? [] : madeUpInside(use, input).map((made): Finding => ({ rule: RULE, messageId: "inside", ...made }))));
    if (first === undefined || uses.some(isDev)) return [];
    return groupBy(uses, ({ entry }) => entry.dockerfile).flatMap((same): readonly Finding[] => {
      const [use] = same;
      if (use === undefined) return [];
      const { name, place, entry, tree } = use;
      const near = nearest(name, declaredArguments(entry.dockerfile, tree).map((argument) => argument.name));
      return [
        {
          rule: RULE,
          messageId: near === null ? "undeclared" : "misspelled",
          data: { name, dockerfile: entry.dockerfile, near: near ?? "", passed: input.place(place) },
          at: isLinted(place.file) ? place : headOf(entry.dockerfile, tree),
          evidence: [hop(`${name} is passed here`, place), hop("no stage declares it", headOf(entry.dockerfile, tree))],
          entries: same.map((each) => each.entry.id),
        },
      ];
    });
  });
}

function passedBy(entry: Entry, { session }: Detection): readonly Passed[] {
  const { dockerfile, callers } = entry;
  const tree = dockerfile === null ? null : session.sources.dockerfile(dockerfile);
  if (dockerfile === null || tree === null || usesOtherFrontend(dockerfile, session.workspace.read(dockerfile))) return [];
  const declared = new Set(declaredArguments(dockerfile, tree).map(({ name }) => name));
  return callers.flatMap(({ argumentsAt }) =>
    [...argumentsAt].flatMap(([name, place]) => (isPredefinedArgument(name) ? [] : [{ name, place, entry: { ...entry, dockerfile }, tree, isDeclared: declared.has(name) }])),
  );
}

/** `# syntax=` of somebody else: what it makes of arguments is not known. */
function usesOtherFrontend(_dockerfile: string, content: { readonly kind: string; readonly text?: string }): boolean {
  const syntax = /^\s*#\s*syntax\s*=\s*(\S+)/i.exec(content.text ?? "")?.[1];
  return syntax !== undefined && !/^(?:docker\.io\/)?docker(?:\/dockerfile(?:-upstream)?)(?:[:@]|$)/.test(syntax);
}

/** Files that the presets lint; findings in others are told in the Dockerfile. */
function isLinted(file: string): boolean {
  return /\.(?:mk|mak|sh|bash)$|^(?:GNU)?[Mm]akefile(?:\.|$)/.test(basename(file));
}

function headOf(dockerfile: string, { stages }: Dockerfile): Origin {
  const [first] = stages;
  const [start, end] = first?.from.range ?? [0, 0];
  return { file: dockerfile, start, end };
}

/** -X values that are empty because of an argument without default that this caller, and nobody who publishes, passes. */
function omitted(input: Detection): readonly Finding[] {
  const found = emptyValues(input).flatMap((value) =>
    value.invocation.entries.flatMap((id) => {
      const entry = input.entries.find((candidate) => candidate.id === id);
      return entry?.dockerfile == null || !isArgument(value, entry, input) ? [] : callersToTell(value.reference.name, entry, input).map((caller) => ({ value, caller, entry: entry as DockerfileEntry }));
    }),
  );
  return groupBy(found, ({ value, caller }) => `${value.reference.name} ${caller.at.file}:${caller.at.start}`).flatMap((uses): readonly Finding[] => {
    const [first] = uses;
    const tree = first === undefined ? null : input.session.sources.dockerfile(first.entry.dockerfile);
    if (first === undefined || tree === null) return [];
    const { value, caller, entry } = first;
    const { name } = value.reference;
    const declared = declaredArguments(entry.dockerfile, tree).find((argument) => argument.name === name)?.at ?? headOf(entry.dockerfile, tree);
    return [
      {
        rule: RULE,
        messageId: "omitted",
        data: { name, dockerfile: entry.dockerfile, target: value.target, instead: value.instead, passed: input.place(caller.at) },
        at: isLinted(caller.at.file) ? caller.at : declared,
        evidence: [hop(`built here, without ${name}`, caller.at), hop(`ARG ${name} has no default`, declared), ...value.evidence],
        entries: entryIds(uses),
      },
    ];
  });
}

/** The reference stands for a build argument that its stages declare without a default. */
function isArgument({ reference: { name, cause } }: EmptyValue, { dockerfile, buildArgs, buildArgsComplete }: Entry, input: Detection): boolean {
  const tree = dockerfile === null ? null : input.session.sources.dockerfile(dockerfile);
  if (dockerfile === null || tree === null || !buildArgsComplete || buildArgs.has(name) || cause.kind !== "undefined" || cause.lost !== null) return false;
  const declared = declaredArguments(dockerfile, tree).filter((argument) => argument.name === name);
  return declared.some(({ stage }) => stage !== null) && declared.every(({ hasDefault }) => !hasDefault);
}

/** Who publishes the image; when nobody says that he does and nobody passes the argument, whoever builds it by a command. */
function callersToTell(name: string, entry: Entry, { entries, devEntries }: Detection): readonly Caller[] {
  if (devEntries.has(entry.id)) return [];
  const pushing = entry.callers.filter(({ pushes }) => pushes);
  if (pushing.length > 0) return pushing;
  const others = entries.filter(({ dockerfile }) => dockerfile === entry.dockerfile);
  const isPassed = others.some(({ buildArgs }) => buildArgs.has(name));
  const isPublished = others.some(({ callers }) => callers.some(({ pushes }) => pushes));
  return isPassed || isPublished ? [] : entry.callers.filter(({ kind, at }) => kind === "docker-build" && isLinted(at.file)).slice(0, 1);
}

/** A declared name that is one slip of the pen away; null without one. */
function nearest(name: string, declared: readonly string[]): string | null {
  if (name.length < 4) return null;
  return declared.find((other) => other !== name && distance(name.toUpperCase(), other.toUpperCase()) <= (name.length < 8 ? 1 : 2)) ?? null;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
