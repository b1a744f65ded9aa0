import fc from "fast-check";
import { expect, it } from "vitest";
import { contextFiles, REPOSITORY_MOUNT, repositoryFiles, StageFiles, type FileView } from "../../../src/evaluate/files/index.js";
import type { Certainty } from "../../../src/evaluate/model.js";
import { literal } from "../../../src/text/index.js";
import { memoryWorkspace } from "../../../src/workspace/index.js";

/** What is known of a directory is shared between moments, and between file systems over one base. Nobody may see that. */
type Step =
  | { readonly kind: "write"; readonly path: string; readonly text: string; readonly certainty: Certainty }
  | { readonly kind: "mkdir" | "remove"; readonly path: string; readonly certainty: Certainty }
  | { readonly kind: "copy"; readonly path: string; readonly to: string; readonly from: "itself" | "context"; readonly certainty: Certainty }
  | { readonly kind: "link"; readonly path: string; readonly to: string; readonly certainty: Certainty }
  | { readonly kind: "disturb"; readonly path: string; readonly why: string }
  | { readonly kind: "mounted"; readonly path: string; readonly to: string; readonly inside: Step };

const REPOSITORY = { "a/x": "1", "a/b/y": "2", "b/x": "3", "b/c/x": "4", c: "5" };
const NAMES = ["a", "b", "c", "x"];
const path = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }).map((names) => `${REPOSITORY_MOUNT}/${names.join("/")}`);
const certainty = fc.constantFrom<Certainty>("must", "must", "may");
const plainStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), path, text: fc.constantFrom("x", "y"), certainty }),
  fc.record({ kind: fc.constantFrom("mkdir" as const, "remove" as const), path, certainty }),
  fc.record({ kind: fc.constant("copy" as const), path, to: path, from: fc.constantFrom("itself" as const, "context" as const), certainty }),
  fc.record({ kind: fc.constant("link" as const), path, to: path, certainty }),
  fc.record({ kind: fc.constant("disturb" as const), path: fc.oneof(path, fc.constant("/")), why: fc.constantFrom("p", "q") }),
);
const step: fc.Arbitrary<Step> = fc.oneof({ weight: 6, arbitrary: plainStep }, fc.record({ kind: fc.constant("mounted" as const), path, to: path, inside: plainStep }));
const PATHS = ["/", REPOSITORY_MOUNT, ...NAMES.flatMap((a) => [`/${a}`, ...NAMES.flatMap((b) => [`/${a}/${b}`, ...NAMES.map((c) => `/${a}/${b}/${c}`)])]).map((at) => REPOSITORY_MOUNT + at)];

interface Base {
  readonly files: FileView;
  readonly context: FileView;
}

function base(): Base {
  const files = repositoryFiles(memoryWorkspace(REPOSITORY));
  return { files, context: contextFiles(files, REPOSITORY_MOUNT, { included: (at) => !at.startsWith("b/c") }) };
}

function apply(files: StageFiles, { context }: Base, each: Step): void {
  switch (each.kind) {
    case "write":
      return files.write(each.path, { content: literal(each.text), artifacts: [], from: "echo" }, each.certainty);
    case "mkdir":
      return files.makeDirectory(each.path, each.certainty);
    case "remove":
      return files.remove(each.path, each.certainty);
    case "copy":
      return each.from === "itself" ? files.copy(files, each.path, each.to, "cp", each.certainty) : files.copy(context, each.path.slice(REPOSITORY_MOUNT.length), each.to, "COPY", each.certainty);
    case "link":
      return files.link(each.path, each.to, each.certainty);
    case "disturb":
      return files.disturb(each.path, each.why, null);
    case "mounted": {
      const unmount = files.mount(each.to, context, each.path.slice(REPOSITORY_MOUNT.length));
      apply(files, { files: context, context }, each.inside);
      return unmount();
    }
  }
}

function answers(view: FileView): unknown {
  return PATHS.map((at) => [at, view.stat(at), view.list(at), view.read(at)]);
}

it("gives the answers of a file system that shares nothing", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(fc.array(step, { maxLength: 7 }), { minLength: 1, maxLength: 4 }), fc.array(step, { maxLength: 3 }), (builds, first) => {
      const shared = base();
      for (const steps of builds) {
        const files = new StageFiles(shared.files);
        const alone = new StageFiles(base().files);
        const own = base();
        for (const each of [...first, ...steps]) {
          apply(files, shared, each);
          apply(alone, own, each);
          answers(files.snapshot());
        }
        expect(answers(files.snapshot())).toEqual(answers(alone.snapshot()));
      }
    }),
    { numRuns: 100 },
  );
});

it("is the same where nothing was changed, and another where something was", () => {
  const { files: repository } = base();
  const files = new StageFiles(repository);
  const before = files.snapshot();
  files.write(`${REPOSITORY_MOUNT}/bin/app`, { content: null, artifacts: ["build"], from: "go build" }, "must");
  const after = files.snapshot();
  const a = `${REPOSITORY_MOUNT}/a`;
  expect(after.stateOf?.(a)).toBe(before.stateOf?.(a));
  expect(new StageFiles(repository).snapshot().stateOf?.(a)).toBe(before.stateOf?.(a));
  expect(after.stateOf?.(`${REPOSITORY_MOUNT}/bin`)).not.toBe(before.stateOf?.(`${REPOSITORY_MOUNT}/bin`));
  files.disturb("/", "make", null);
  expect(files.snapshot().stateOf?.(a)).not.toBe(before.stateOf?.(a));
});
