/** Builds that must fail, or whose program must fail, because of cgo. */
import { moduleFact } from "../../gopackages/index.js";
import type { Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { hop, type Detection, type Detector } from "./detector.js";

/** Fact b5: cgo is on, a package needs it, and no C compiler is in the stage. */
export const noMissingCCompiler: Detector = {
  rule: "go-dockerfile/no-missing-c-compiler",
  detect: ({ invocations }) =>
    invocations.flatMap((invocation) => {
      const { failure } = invocation.linkage;
      if (failure?.fact !== "b5" || invocation.when.length > 0) return [];
      return [finding("go-dockerfile/no-missing-c-compiler", "missing", { main: mainOf(invocation), text: oneLine(failure.text) }, invocation.at, invocation)];
    }),
};

/** Facts b6 and b9: cgo is off, and a package has nothing but cgo files, or a stub that fails when it is used. */
export const noDisabledCgo: Detector = {
  rule: "go-dockerfile/no-disabled-cgo",
  detect(input) {
    return input.invocations.flatMap((invocation) => {
      const { failure } = invocation.linkage;
      if (failure !== null && invocation.failsWithoutCgo) {
        return [finding("go-dockerfile/no-disabled-cgo", "excluded", { main: mainOf(invocation), text: oneLine(failure.text) }, invocation.at, invocation)];
      }
      return stubs(invocation, input);
    });
  },
};

/** SQL drivers. A program with several chooses at run time, so that a stub among them may never be used. */
const SQL_DRIVERS =
  /^(github\.com\/(lib\/pq|jackc\/pgx|go-sql-driver\/mysql|mattn\/go-sqlite3|glebarez\/(go-)?sqlite|ncruces\/go-sqlite3|microsoft\/go-mssqldb|denisenkom\/go-mssqldb|ClickHouse\/clickhouse-go|sijms\/go-ora|godror\/godror|snowflakedb\/gosnowflake|tursodatabase|libsql|marcboeker\/go-duckdb|duckdb)|modernc\.org\/sqlite|gorm\.io\/driver\/|zombiezen\.com\/go\/sqlite|crawshaw\.io\/sqlite)/;

/** Only what ships and starts is said to fail: a variant without the feature may be built on purpose. */
function stubs(invocation: BuildInvocation, { shipments }: Detection): readonly Finding[] {
  const { linkage, closure } = invocation;
  if (linkage.cgo.kind !== "known" || linkage.cgo.value || linkage.failure !== null || closure === null) return [];
  if (!shipments.some((shipment) => shipment.silence === null && shipment.artifact.invocations.includes(invocation.id))) return [];
  const linked = new Set([...closure.packages.keys(), ...closure.missing.map(({ importPath }) => importPath)]);
  const drivers = [...linked].filter((importPath) => SQL_DRIVERS.test(importPath)).filter((importPath) => !importPath.startsWith("gorm.io/"));
  return drivers.flatMap((importPath) => {
    const fact = moduleFact(importPath, null);
    if (fact?.withoutCgo !== "stub" || drivers.some((other) => other !== importPath && !other.startsWith(`${importPath}/`))) return [];
    const found = finding("go-dockerfile/no-disabled-cgo", "stub", { main: mainOf(invocation), module: importPath }, invocation.at, invocation);
    return [{ ...found, evidence: [...found.evidence, ...closure.pathTo(importPath), fact.evidence] }];
  });
}

/** Fact q12: the flags that the go command accepts in #cgo lines are a list. */
export const noRejectedCgoFlag: Detector = {
  rule: "go-gomod/no-rejected-cgo-flag",
  detect: ({ invocations }) =>
    invocations.flatMap((invocation) => {
      const { failure } = invocation.linkage;
      const match = failure?.fact === "q12" ? /^invalid flag in #cgo (\w+): (.+)$/.exec(failure.text) : null;
      // A flag in a module of somebody else is nothing to change here.
      if (match === null || failure?.at == null) return [];
      const [, variable = "", flag = ""] = match;
      const remedy = variable === "LDFLAGS" ? "Remove it, or have whoever builds pass it by CGO_LDFLAGS." : `Remove it, or have whoever builds pass it by CGO_${variable}.`;
      const found = finding("go-gomod/no-rejected-cgo-flag", "rejected", { variable, flag, remedy }, failure.at, invocation);
      return [{ ...found, evidence: [hop("built here", invocation.at, "q12")] }];
    }),
};

function finding(rule: string, messageId: string, data: Readonly<Record<string, string>>, at: Origin, invocation: BuildInvocation): Finding {
  const { kind, cgo } = invocation.linkage;
  // What the message says need not be its reason too.
  const reasons = [...cgo.evidence, ...kind.evidence].filter(({ text }) => oneLine(text) !== data["text"]);
  return { rule, messageId, data, at, evidence: [hop("built here", invocation.at), ...reasons], entries: invocation.entries };
}

/** Go's errors are several lines long. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** The main package in words: of a package that did not load only a directory is known. */
export function mainOf({ main }: BuildInvocation): string {
  return main.kind === "known" && !main.value.startsWith(".") && !main.value.startsWith("/") ? main.value : "the program";
}
