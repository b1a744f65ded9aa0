import { moduleFact, type ImportClosure } from "../../gopackages/index.js";
import type { Evidence, Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { entriesOf, programsOf } from "./uses.js";

const RULE = "go-gomod/no-unlisted-cgo-module";

/** Facts mod and lib: a requirement that brings C code, and what the programs then need. Which ones are meant to is said by the rule's options. */
export const noUnlistedCgoModule: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const uses = invocations.filter(hasCgo).flatMap((invocation) => modulesWithCgo(invocation.closure).map((module) => ({ module, invocation })));
    return groupBy(uses, ({ module: { at, path } }) => JSON.stringify([at, path])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { module, invocation } = first;
      const needed = [...new Set(group.flatMap((use) => use.module.needs))];
      const data = {
        module: module.path,
        programs: programsOf(group),
        needs: needed.length === 0 ? "libc" : `libc and ${needed.join(", ")}`,
      };
      const evidence = [hop("built here, with cgo on", invocation.at), ...module.evidence];
      return [{ rule: RULE, messageId: "unlisted", data, at: module.at, evidence, entries: entriesOf(group) }];
    });
  },
};

function hasCgo({ linkage: { cgo, failure }, when }: BuildInvocation): boolean {
  return failure === null && when.length === 0 && cgo.kind === "known" && cgo.value;
}

interface CgoModule {
  readonly path: string;
  /** sonames, and libraries as `-lz`, of which the link takes what is used (fact d18) */
  readonly needs: readonly string[];
  readonly at: Origin;
  readonly evidence: Evidence;
}

function modulesWithCgo(closure: ImportClosure | null): readonly CgoModule[] {
  if (closure === null) return [];
  const withSources = [...closure.packages.values()].flatMap(({ importPath, module, usesCgo, cgoDirectives }): readonly CgoModule[] => {
    const at = usesCgo ? closure.requirementOf(module) : null;
    if (at === null) return [];
    const words = cgoDirectives.flatMap(({ directive: { variable, args } }) => (variable === "LDFLAGS" ? args.filter((word) => /^-l[^:]/.test(word) && !LIBC_OWN.has(word)) : variable === "pkg-config" ? args.filter((word) => !word.startsWith("-")) : []));
    return [{ path: module, needs: words, at, evidence: closure.pathTo(importPath) }];
  });
  const withoutSources = closure.missing.flatMap(({ importPath, module }): readonly CgoModule[] => {
    const reached = closure.facts.find((one) => one.module === module?.path);
    const at = module === null ? null : closure.requirementOf(module.path);
    if (module === null || at === null || reached?.cgo.kind !== "known" || !reached.cgo.value) return [];
    const fact = moduleFact(module.path, module.version);
    return [{ path: module.path, needs: reached.needed.kind === "known" ? reached.needed.value.filter((name) => name !== "libc.so.6") : [], at, evidence: [...closure.pathTo(importPath), ...(fact === null ? [] : [fact.evidence])] }];
  });
  return groupBy([...withSources, ...withoutSources], ({ path }) => path).flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, needs: [...new Set(group.flatMap(({ needs }) => needs))] }];
  });
}

const LIBC_OWN = new Set(["-lc", "-lm", "-lpthread", "-ldl", "-lrt", "-lutil", "-lresolv", "-lgcc"]);
