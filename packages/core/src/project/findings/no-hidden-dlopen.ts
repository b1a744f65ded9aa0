import { moduleFact, type ImportClosure } from "../../gopackages/index.js";
import type { Evidence, Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { entriesOf, programsOf } from "./uses.js";

const RULE = "go-gomod/no-hidden-dlopen";

/** Facts c1 and mod: code that calls libraries without cgo makes the program dynamic all the same, and the C library comes with it. */
export const noHiddenDlopen: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const uses = invocations.filter(isBuiltWithoutCgo).flatMap((invocation) => loadersIn(invocation.closure).map((loader) => ({ loader, invocation })));
    return groupBy(uses, ({ loader: { at, name } }) => JSON.stringify([at, name])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { loader, invocation } = first;
      const { interpreter } = invocation.linkage;
      const data = {
        loader: loader.name,
        libraries: loader.libraries.join(", "),
        interpreter: interpreter.kind === "known" && interpreter.value !== null ? interpreter.value : "the loader of glibc",
        programs: programsOf(group),
      };
      const evidence = [hop("built here, with cgo off", invocation.at, "c1"), ...invocation.linkage.cgo.evidence, ...loader.evidence];
      return [{ rule: RULE, messageId: "dynamic", data, at: loader.at, evidence, entries: entriesOf(group) }];
    });
  },
};

function isBuiltWithoutCgo({ linkage: { cgo, goos, failure }, when }: BuildInvocation): boolean {
  return failure === null && when.length === 0 && cgo.kind === "known" && !cgo.value && goos.kind === "known" && goos.value === "linux";
}

interface Loader {
  /** the module, or the package of the program's own module */
  readonly name: string;
  readonly libraries: readonly string[];
  readonly at: Origin;
  readonly evidence: Evidence;
}

/** One for each module that brings such code: where it is required, or where the repository has it. */
function loadersIn(closure: ImportClosure | null): readonly Loader[] {
  if (closure === null) return [];
  const withSources = [...closure.packages.values()].flatMap(({ importPath, module, dynamicImports }): readonly Loader[] => {
    const [first] = dynamicImports;
    const at = closure.requirementOf(module) ?? (module === closure.modulePath ? (first?.at ?? null) : null);
    if (first === undefined || at === null) return [];
    return [{ name: module === closure.modulePath ? importPath : module, libraries: [...new Set(dynamicImports.map(({ library }) => library))], at, evidence: closure.pathTo(importPath) }];
  });
  const withoutSources = closure.facts.flatMap(({ module, version, neededWithoutCgo }): readonly Loader[] => {
    const at = closure.requirementOf(module);
    const fact = moduleFact(module, version);
    if (neededWithoutCgo === undefined || fact === null || at === null) return [];
    return [{ name: module, libraries: neededWithoutCgo, at, evidence: [...closure.pathTo(fact.package ?? module), fact.evidence] }];
  });
  // A module has several such packages; one line requires it.
  return groupBy([...withSources, ...withoutSources], ({ at }) => JSON.stringify(at)).flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, libraries: [...new Set(group.flatMap(({ libraries }) => libraries))].filter((library) => library !== "") }];
  });
}
