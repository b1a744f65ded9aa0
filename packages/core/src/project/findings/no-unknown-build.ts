import type { Evidence, Origin } from "../../text/index.js";
import type { BuildInvocation, Finding, NotUnderstood } from "../model.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { entriesOf, programsOf } from "./uses.js";

/**
 * Whatever could not be understood, so that a team can have nothing unseen: each plugin tells of the files that are its own. What lies in no file (a
 * name that only a caller knows) is in the list of the command-line program alone.
 */
function unknownBuildDetector(namespace: string, isOwn: (file: string, dockerfiles: ReadonlySet<string>) => boolean): Detector {
  const rule = `${namespace}/no-unknown-build`;
  return {
    rule,
    detect(input) {
      const dockerfiles = new Set(input.entries.flatMap(({ dockerfile }) => (dockerfile === null ? [] : [dockerfile])));
      return input.notUnderstood.flatMap((item): readonly Finding[] => {
        const { reason, driver } = item;
        if (reason.at === null || !isOwn(reason.at.file, dockerfiles)) return [];
        const evidence = shipped(item, input);
        return [{ rule, messageId: messageFor(driver), data: { reason: reason.text.replace(/\s+/g, " ") }, at: reason.at, evidence, entries: [] }];
      });
    },
  };
}

function messageFor(driver: string): "image" | "program" | "build" {
  return driver === "image" || driver === "program" ? driver : "build";
}

/** Images that would be checked if it were understood. */
function shipped({ affects }: NotUnderstood, { shipments }: Detection): Finding["evidence"] {
  const at = shipments.find(({ id }) => affects.includes(id))?.at ?? null;
  return at === null ? [] : [hop("what ships here may depend on it", at)];
}

/** A module without sources that leaves open how a program is linked: told where it is required, or imported when go.mod has no line for it. */
export const noUnknownModule: Detector = {
  rule: "go-gomod/no-unknown-build",
  detect({ invocations }) {
    const uses = invocations.filter(isOpen).flatMap((invocation) => missingModules(invocation).map((missing) => ({ ...missing, invocation })));
    return groupBy(uses, ({ at, module }) => JSON.stringify([at, module])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { at, module, invocation, evidence } = first;
      return [{ rule: "go-gomod/no-unknown-build", messageId: "module", data: { module, programs: programsOf(group) }, at, evidence: [hop("built here", invocation.at), ...evidence], entries: entriesOf(group) }];
    });
  },
};

/** Flags and compilers that are not known are told where they are written. */
function isOpen({ linkage: { kind } }: BuildInvocation): boolean {
  return kind.kind === "unknown" && (kind.reason.code === "module" || kind.reason.code === "package");
}

function missingModules({ closure }: BuildInvocation): readonly { readonly module: string; readonly at: Origin; readonly evidence: Evidence }[] {
  return groupBy(closure?.missing ?? [], ({ module, importPath }) => module?.path ?? importPath).flatMap(([missing]) => {
    if (closure === null || missing === undefined) return [];
    const at = (missing.module === null ? null : closure.requirementOf(missing.module.path)) ?? missing.at;
    const module = missing.module === null ? missing.importPath : `${missing.module.path} ${missing.module.version}`.trim();
    return at === null ? [] : [{ module, at, evidence: closure.pathTo(missing.importPath) }];
  });
}

export const noUnknownImage = unknownBuildDetector("go-dockerfile", (file, dockerfiles) => dockerfiles.has(file));
export const noUnknownBuild = unknownBuildDetector("go-ldflags", (file, dockerfiles) => !dockerfiles.has(file));
