import type { CgoDirective } from "../../syntax/go/index.js";
import type { Origin } from "../../text/index.js";
import type { Finding } from "../model.js";
import { mainOf } from "./cgo.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { ownPackages } from "./own-packages.js";
import { entriesOf } from "./uses.js";

const RULE = "go-gomod/no-static-cgo-directive";

/** Fact q13: a `#cgo LDFLAGS` line of one package takes part in the link of every program that imports it, on whatever machine that is. */
export const noStaticCgoDirective: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const uses = invocations.flatMap((invocation) =>
      ownPackages(invocation.closure).flatMap(({ importPath, cgoDirectives }) =>
        cgoDirectives.flatMap(({ directive, at }) => (at === null ? [] : demandsIn(directive, at))).map((demand) => ({ ...demand, importPath, invocation })),
      ),
    );
    return groupBy(uses, ({ at }) => JSON.stringify(at)).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { messageId, flag, at, importPath, invocation } = first;
      const evidence = [hop(`${mainOf(invocation)} links ${importPath}`, invocation.at, "q13")];
      return [{ rule: RULE, messageId, data: { flag, package: importPath }, at, evidence, entries: entriesOf(group) }];
    });
  },
};

interface Demand {
  readonly messageId: "static" | "path" | "rpath";
  readonly flag: string;
  readonly at: Origin;
}

function demandsIn({ variable, args, argRanges }: CgoDirective, { file }: Origin): readonly Demand[] {
  if (variable !== "LDFLAGS") return [];
  return args.flatMap((flag, i): readonly Demand[] => {
    const range = argRanges[i];
    const messageId = demandOf(flag, args[i - 1] ?? "");
    return messageId === null || range === undefined ? [] : [{ messageId, flag, at: { file, start: range[0], end: range[1] } }];
  });
}

/** `${SRCDIR}` is a directory of the package, in which a library is found wherever that is; an rpath stays in the binary, and is of the builder in any case. */
function demandOf(flag: string, before: string): Demand["messageId"] | null {
  if (flag === "-static" || flag === "--static") return "static";
  if (/^-L\/|^\/.*\.(?:a|so)$/.test(flag) || (before === "-L" && flag.startsWith("/"))) return "path";
  const rpath = before === "-Wl,-rpath" || before === "-Wl,-R" ? flag.replace(/^-Wl,/, "") : /^-Wl,(?:-rpath[=,]|-R,?)(.+)$/.exec(flag)?.[1];
  return rpath !== undefined && (rpath.startsWith("/") || rpath.startsWith("${SRCDIR}")) ? "rpath" : null;
}
