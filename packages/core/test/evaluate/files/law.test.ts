import fc from "fast-check";
import { expect, it } from "vitest";
import { EMPTY_FILES, StageFiles } from "../../../src/evaluate/files/index.js";
import type { Certainty } from "../../../src/evaluate/model.js";

/**
 * The law: for each choice of the changes that may happen, what a real file system would hold is one of the possibilities that the view
 * leaves open. A plain file system of strings is the oracle.
 */
type Step =
  | { readonly kind: "write"; readonly path: string; readonly id: string; readonly certainty: Certainty }
  | { readonly kind: "mkdir"; readonly path: string; readonly certainty: Certainty }
  | { readonly kind: "remove"; readonly path: string; readonly certainty: Certainty }
  | { readonly kind: "copy"; readonly path: string; readonly to: string; readonly certainty: Certainty };

/** path → id of the file, or null for a directory */
type Plain = Map<string, string | null>;

const NAMES = ["a", "b", "c"];
const path = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }).map((names) => `/${names.join("/")}`);
const certainty = fc.constantFrom<Certainty>("must", "must", "may");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), path, id: fc.constantFrom("x", "y", "z"), certainty }),
  fc.record({ kind: fc.constant("mkdir" as const), path, certainty }),
  fc.record({ kind: fc.constant("remove" as const), path, certainty }),
  fc.record({ kind: fc.constant("copy" as const), path, to: path, certainty }),
);
const PATHS = NAMES.flatMap((a) => [`/${a}`, ...NAMES.flatMap((b) => [`/${a}/${b}`, ...NAMES.map((c) => `/${a}/${b}/${c}`)])]);

function applyToView(files: StageFiles, each: Step): void {
  if (each.kind === "write") files.write(each.path, { content: null, artifacts: [each.id], from: "go" }, each.certainty);
  else if (each.kind === "mkdir") files.makeDirectory(each.path, each.certainty);
  else if (each.kind === "remove") files.remove(each.path, each.certainty);
  else files.copy(files, each.path, each.to, "cp", each.certainty);
}

/** False when the command would fail: such builds do not go on, and the law says nothing about them. */
function applyToPlain(plain: Plain, each: Step): boolean {
  const below = (at: string): readonly string[] => [...plain.keys()].filter((key) => key === at || key.startsWith(`${at}/`));
  const directories = (at: string): boolean => {
    for (let i = at.indexOf("/", 1); i !== -1; i = at.indexOf("/", i + 1)) {
      const parent = at.slice(0, i);
      if (typeof plain.get(parent) === "string") return false;
      plain.set(parent, null);
    }
    return true;
  };
  switch (each.kind) {
    case "write":
      if (plain.get(each.path) === null || !directories(each.path)) return false;
      plain.set(each.path, each.id);
      return true;
    case "mkdir":
      if (typeof plain.get(each.path) === "string" || !directories(each.path)) return false;
      plain.set(each.path, null);
      return true;
    case "remove":
      for (const key of below(each.path)) plain.delete(key);
      return true;
    case "copy": {
      const source = below(each.path).map((key) => [each.to + key.slice(each.path.length), plain.get(key) as string | null] as const);
      if (source.length === 0 || each.to.startsWith(`${each.path}/`) || !directories(each.to)) return false;
      for (const [target, value] of source) {
        const old = plain.get(target);
        if (old !== undefined && (old === null) !== (value === null)) return false;
        plain.set(target, value);
      }
      return true;
    }
  }
}

/** Every way the build can go, in which no command fails. */
function worlds(steps: readonly Step[]): readonly Plain[] {
  let found: Plain[] = [new Map<string, string | null>()];
  for (const each of steps) {
    found = found.flatMap((plain) => {
      const done = new Map(plain);
      const next = applyToPlain(done, each) ? [done] : [];
      return each.certainty === "may" ? [...next, plain] : next;
    });
  }
  return found;
}

/** What a view tells that is not so in a world. */
function lies(files: StageFiles, plain: Plain): readonly string[] {
  const found: string[] = [];
  for (const at of PATHS) {
    const real = plain.get(at);
    const fact = files.stat(at);
    const told = fact.kind === "file" || fact.kind === "unknown" ? (fact.artifacts ?? []) : [];
    const kind = real === undefined ? "absent" : real === null ? "directory" : "file";
    if (fact.kind !== "unknown" && fact.kind !== kind) found.push(`${at} is ${kind}, not ${fact.kind}`);
    if (typeof real === "string" && !told.includes(real)) found.push(`${at} is ${real}, which is none of ${told.join(",")}`);
  }
  const names = [...plain.keys()].filter((key) => !key.includes("/", 1)).map((key) => key.slice(1));
  const list = files.list("/");
  for (const name of list?.names ?? []) if (!names.includes(name)) found.push(`${name} is listed`);
  if (list?.complete === true) for (const name of names) if (!list.names.includes(name)) found.push(`${name} is not listed`);
  return found;
}

it("leaves open what may be, and tells nothing that is not so", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const files = new StageFiles(EMPTY_FILES);
      for (const each of steps) applyToView(files, each);
      for (const plain of worlds(steps)) expect(lies(files, plain)).toEqual([]);
    }),
    { numRuns: 600 },
  );
});
