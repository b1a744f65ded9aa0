/** The package that the table of modules describes, under a build context. What readDirectoryPackage reads from files, this takes from rules. */
import type { BuildContext as FileContext, CgoDirective } from "../syntax/go/index.js";
import { evaluateConstraint, matchCgoDirective, matchTag, parseConstraint } from "../syntax/go/index.js";
import type { Reason } from "../text/index.js";
import { COMPILED_WITH_C } from "./directory-package.js";
import type { LinkedPackage } from "./model.js";
import type { TableEntry, TableRule } from "./module-table.js";

export interface DescribedPackage extends Pick<LinkedPackage, "name" | "usesCgo" | "otherFiles" | "imports" | "cgoDirectives" | "dynamicImports"> {
  /** whether anything is built */
  readonly hasGoFiles: boolean;
  /** places of the rules that hold in the list of them: equal lists mean equal files */
  readonly rules: readonly number[];
  /** why the table does not say what is built */
  readonly unknown: Reason | null;
}

/** A tag that the table takes nobody to set: files with it were left out. */
const LEFT_OUT = "ignore";

export function describePackage({ package: { name, rules } }: TableEntry, context: FileContext): DescribedPackage {
  const held = rules.flatMap((rule, i) => (holds(rule, context) ? [i] : []));
  const active = held.map((i) => rules[i] as TableRule);
  const cgo = active.flatMap((rule) => rule.cgo ?? []);
  const isGo = ({ others }: TableRule): boolean => others.length === 0;
  const isForeign = active.some((rule) => rule.isForeign);
  const hasTag = context.tags.has(LEFT_OUT) || rules.some((rule) => evaluate(rule, context) === "unknown");
  const text = isForeign ? `packages of several names in the directory of ${name}` : `the files of ${name} for this build`;
  return {
    name,
    hasGoFiles: active.some(isGo),
    usesCgo: active.some((rule) => rule.cgo !== null),
    otherFiles: active.flatMap(({ others }) => others).filter((file) => context.cgo === true || !COMPILED_WITH_C.has(file.slice(file.lastIndexOf(".")))).sort(),
    imports: [...new Set(active.flatMap(({ imports }) => imports))].sort(),
    cgoDirectives: cgo.map(directiveOf).filter((directive) => matchCgoDirective(directive, context) === true).map((directive) => ({ directive, at: null })),
    dynamicImports: active.flatMap(({ libraries }) => libraries.map((library) => ({ library, at: null }))),
    rules: held,
    unknown: isForeign || hasTag ? { code: "package", text, at: null } : null,
  };
}

function holds(rule: TableRule, context: FileContext): boolean {
  return evaluate(rule, context) === true;
}

function evaluate({ when }: TableRule, context: FileContext): ReturnType<typeof evaluateConstraint> {
  if (when === "") return true;
  const { expression } = parseConstraint(when);
  if (expression === null) throw new Error(`the table of modules has the constraint ${when}`);
  return evaluateConstraint(expression, (tag) => matchTag(tag, context));
}

function directiveOf({ condition, variable, args }: { readonly condition: string; readonly variable: string; readonly args: readonly string[] }): CgoDirective {
  return { condition, variable, args, argRanges: [], range: [0, 0], problem: null };
}
