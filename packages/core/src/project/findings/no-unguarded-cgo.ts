import { readBodiesLeftOut, readPackageBodies, type FileBody, type ImportClosure } from "../../gopackages/index.js";
import type { Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { filesOfImporters, localName, ownPackages } from "./own-packages.js";
import { entriesOf, programsOf } from "./uses.js";

const RULE = "go-gomod/no-unguarded-cgo";

/** Facts b6 and b9: a program that is built with cgo off imports code that only cgo brings. What fails is told by no-disabled-cgo; this is where it can be mended. */
export const noUnguardedCgo: Detector = {
  rule: RULE,
  detect(input) {
    const uses = input.invocations.filter(({ when }) => when.length === 0).flatMap((invocation) => [...importsIn(invocation), ...callsIn(invocation, input)].map((use) => ({ ...use, invocation })));
    return groupBy(uses, ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { messageId, name, at, invocation } = first;
      const data = { name, programs: programsOf(group) };
      const evidence = [hop("built here", invocation.at, "b9"), ...invocation.linkage.cgo.evidence];
      return [{ rule: RULE, messageId, data, at, evidence, entries: entriesOf(group) }];
    });
  },
};

interface Use {
  readonly messageId: "import" | "undefined";
  readonly name: string;
  readonly at: Origin;
}

/** The import, in the repository, of a package of which nothing is left. */
function importsIn({ linkage: { failure }, failsWithoutCgo }: BuildInvocation): readonly Use[] {
  if (failure === null || !failsWithoutCgo || failure.at === null) return [];
  const name = /(?:package|imports) ([^\s:]+): build constraints exclude all Go files/.exec(failure.text)?.[1];
  return name === undefined ? [] : [{ messageId: "import", name, at: failure.at }];
}

/** Calls of functions that are in none of the files that are left: `undefined: native.Version`. */
function callsIn({ closure, linkage: { cgo, failure } }: BuildInvocation, { session }: Detection): readonly Use[] {
  if (closure === null || failure !== null || cgo.kind === "unknown" || cgo.value) return [];
  return ownPackages(closure).flatMap(({ importPath, name, cgoFilesLeftOut }) => {
    const lost = cgoFilesLeftOut.length === 0 ? new Set<string>() : lostFunctions(closure, importPath);
    if (lost.size === 0) return [];
    return filesOfImporters(closure, importPath).flatMap((file) => calls(file, { path: importPath, name, lost }, session));
  });
}

/** Exported functions of the files that are left out, as long as it is known that no other file has them. */
function lostFunctions(closure: ImportClosure, importPath: string): ReadonlySet<string> {
  const [without, kept] = [readBodiesLeftOut(closure, importPath), readPackageBodies(closure, importPath)];
  if (without.kind === "unknown" || kept.kind === "unknown" || kept.value.some(({ body }) => body.problem !== null)) return new Set();
  const declared = new Set(kept.value.flatMap(({ body: { functions, values, types } }) => [...functions, ...values, ...types].map(({ name }) => name)));
  return new Set(without.value.flatMap(({ body }) => body.functions.map(({ name }) => name)).filter((name) => /^\p{Lu}[\p{L}\p{Nd}_]*$/u.test(name) && !declared.has(name)));
}

interface Lacking {
  /** of imports */
  readonly path: string;
  /** of the package clause */
  readonly name: string;
  readonly lost: ReadonlySet<string>;
}

function calls(file: FileBody, lacking: Lacking, session: Detection["session"]): readonly Use[] {
  const { source, body } = file;
  const local = localName(file, lacking, session);
  if (source === null || local === null || body.problem !== null) return [];
  return body.calls.flatMap(({ callee, range: [start] }): readonly Use[] => {
    const called = callee.startsWith(`${local}.`) ? callee.slice(local.length + 1) : "";
    return lacking.lost.has(called) ? [{ messageId: "undefined", name: callee, at: { file: source, start, end: start + callee.length } }] : [];
  });
}
