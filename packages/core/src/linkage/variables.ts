/** What -X sets. Source: cmd/link/internal/ld/data.go, addstrdata; cmd/compile's static initialisation; facts f1–f7. */
import type { GoCommand, VariableAssignment } from "../gobuild/index.js";
import type { ImportClosure } from "../gopackages/model.js";
import type { GoValueDeclaration } from "../syntax/go/ast.js";
import type { Hop, Reason, Verdict } from "../text/index.js";
import { carrier, firstUnknown, known, literalOf, nearestName, unknown } from "../text/index.js";
import { textOf } from "../gobuild/index.js";
import type { LinkedVariable, LinkFailure, PackageDeclarations } from "./model.js";

export interface VariableQuestion {
  readonly verb: GoCommand["verb"];
  readonly closure: ImportClosure | null;
  /** Go minor; null when not known */
  readonly minor: number | null;
  declarations(importPath: string): Verdict<PackageDeclarations>;
}

export interface ResolvedVariable {
  readonly variable: LinkedVariable;
  /** the linker refuses the target: it is no string (fact f3) */
  readonly failure: LinkFailure | null;
}

/** Resolves one definition. Targets and values with unknown parts are unknown. */
export function resolveVariable(assignment: VariableAssignment, question: VariableQuestion): ResolvedVariable {
  const { at } = assignment;
  const target = literalOf(assignment.target);
  const value = textOf(assignment.value);
  const name = target ?? carrier(assignment.target);
  const done = (status: LinkedVariable["status"], why = "", nearest: string | null = null, failure: LinkFailure | null = null): ResolvedVariable => ({
    variable: { target: name, value, status, why, nearest, at },
    failure,
  });
  if (target === null) return done(unknown(firstUnknown(assignment.target) ?? notKnown("which variable is set")));
  const found = find(target, question);
  switch (found.kind) {
    case "unknown":
      return done(unknown(found.reason));
    case "ineffective":
      return done(known("ineffective", [{ fact: found.fact, text: found.why, at }]), found.why, found.nearest);
    case "refused":
      return done(known("ineffective", [{ fact: "f3", text: found.text, at }]), found.text, null, { stage: "link", text: found.text, fact: "f3", at });
    case "set":
      return done(value.kind === "known" && value.value === "" ? known("empty", found.evidence) : known("set", found.evidence));
  }
}

type Resolution =
  | { readonly kind: "set"; readonly evidence: readonly Hop[] }
  | { readonly kind: "ineffective"; readonly why: string; readonly fact: string; readonly nearest: string | null }
  | { readonly kind: "refused"; readonly text: string }
  | { readonly kind: "unknown"; readonly reason: Reason };

function find(target: string, question: VariableQuestion): Resolution {
  const dot = target.lastIndexOf(".");
  const importPath = target.slice(0, dot);
  const name = target.slice(dot + 1);
  const { closure } = question;
  const test = question.verb === "test";
  if (closure === null) return { kind: "unknown", reason: notKnown("the packages of the program") };
  const mainPath = closure.main.importPath;
  // go build calls the main package "main"; go test calls it by its import path (facts f2, f5).
  if (test && importPath === "main") return ineffective("go test links the package under its import path, not as main", "f5", `${mainPath}.${name}`);
  if (!test && importPath === mainPath && importPath !== "main") {
    return ineffective("the linker knows the main package as main, not by its import path", "f2", declares(question, mainPath, name) === false ? null : `main.${name}`);
  }
  const actual = importPath === "main" ? mainPath : importPath;
  if (!closure.packages.has(actual) && actual !== mainPath) return absentPackage(importPath, name, closure, question);
  const declarations = question.declarations(actual);
  if (declarations.kind === "unknown") return { kind: "unknown", reason: declarations.reason };
  return variableIn(declarations.value, importPath, name, question.minor);
}

function absentPackage(importPath: string, name: string, closure: ImportClosure, question: VariableQuestion): Resolution {
  const inModule = closure.modulePath !== null && (importPath === closure.modulePath || importPath.startsWith(`${closure.modulePath}/`));
  const [missing] = closure.missing;
  const isElsewhere = !inModule && (!importPath.split("/", 1)[0]?.includes(".") || closure.mayHave(importPath));
  if (missing !== undefined && isElsewhere) return { kind: "unknown", reason: missing.reason };
  const candidates = [...closure.packages.keys()].filter((path) => samePackageMisspelt(path, importPath) && declares(question, path, name) === true);
  const [candidate, ...others] = candidates;
  return ineffective(`the program has no package ${importPath}`, "f2", candidate !== undefined && others.length === 0 ? `${candidate}.${name}` : null);
}

/** A relative or short path, or a forgotten or superfluous /v2 (fact f2). */
function samePackageMisspelt(path: string, written: string): boolean {
  const short = written.replace(/^(?:\.\.?\/)+/, "");
  if (path === short || path.endsWith(`/${short}`)) return true;
  const withoutMajor = (text: string): string => text.replace(/\/v\d+(?=\/|$)/g, "");
  return withoutMajor(path) === withoutMajor(short) || withoutMajor(path).toLowerCase() === withoutMajor(short).toLowerCase();
}

/** Null when the declarations are not known. */
function declares(question: VariableQuestion, importPath: string, name: string): boolean | null {
  const declarations = question.declarations(importPath);
  if (declarations.kind === "unknown") return null;
  return declarations.value.values.some((value) => value.kind === "var" && value.name === name);
}

function variableIn(declarations: PackageDeclarations, prefix: string, name: string, minor: number | null): Resolution {
  const found = declarations.values.find((value) => value.name === name);
  if (found === undefined) {
    const strings = declarations.values.filter((value) => value.kind === "var" && verdictOf(value, declarations, minor).kind === "set").map((value) => value.name);
    const nearest = nearestName(name, strings);
    return ineffective(`the package ${prefix} has no variable ${name}`, "f2", nearest === null ? null : `${prefix}.${nearest}`);
  }
  if (found.kind === "const") return ineffective(`${prefix}.${name} is a constant`, "f2", null);
  const verdict = verdictOf(found, declarations, minor);
  if (verdict.kind === "refused") {
    const isDeclared = declarations.types.some((one) => one.name === verdict.text);
    const type = isDeclared ? `${prefix}.${verdict.text}` : verdict.text;
    return { kind: "refused", text: `${prefix}.${name}: cannot set with -X: not a var of type string (type:${type})` };
  }
  if (verdict.kind !== "set") return verdict;
  const inInit = declarations.assignments.some((one) => one.name === name && one.inFunction === "init");
  if (inInit) return { kind: "unknown", reason: notKnown(`whether init() replaces ${prefix}.${name}`) };
  return verdict;
}

const SET: Resolution = { kind: "set", evidence: [{ fact: "f1", text: "a string variable that the linker can set", at: null }] };

function verdictOf(value: GoValueDeclaration, declarations: PackageDeclarations, minor: number | null): Resolution {
  const { typeText, initialiser } = value;
  const type = typeText === null ? null : underlying(typeText, declarations);
  if (type !== null && type !== "string") {
    return type === "?" ? { kind: "unknown", reason: notKnown(`the type ${typeText ?? ""}`) } : { kind: "refused", text: type };
  }
  if (initialiser === null || initialiser.literal !== "other") return SET;
  return byInitialiser(initialiser.text.trim(), type === "string", declarations, minor);
}

const BUILTIN_TYPES = /^(?:u?int(?:8|16|32|64)?|uintptr|float(?:32|64)|complex(?:64|128)|bool|byte|rune|error|any)$/;

/** "string" through aliases; the type that the linker names; "?" when it is declared elsewhere. A defined string type is another type (fact f3). */
function underlying(text: string, declarations: PackageDeclarations): string {
  let type = text.trim();
  for (let i = 0; i < 16; i++) {
    if (type === "string") return type;
    const declared = declarations.types.find((one) => one.name === type);
    if (declared === undefined) break;
    if (!declared.isAlias) return type;
    type = declared.typeText.trim();
  }
  if (BUILTIN_TYPES.test(type) || /^(?:\*|\[|map\[|chan\b|func\b|struct\b|interface\b)/.test(type)) return type;
  return "?";
}

/** Functions of the standard library that the compiler never evaluates: their result is stored when the program starts. */
const RUN_TIME_CALL = /^(?:fmt|os|exec|runtime|debug|time|rand|strconv)\.\w+\(|^strings\.(?:ToUpper|ToLower|Title|TrimSpace|Trim\w*|Repeat|Replace\w*|Join|Split\w*|Fields|Map)\(/;

/** An initialiser that is evaluated when the program starts stores over what the linker set (fact f2). */
function byInitialiser(text: string, isString: boolean, declarations: PackageDeclarations, minor: number | null): Resolution {
  if (/^(?:true|false|\d|-\d|'|\[|map\[|&|func\b[^]*\}$|struct\{|nil\b)/.test(text) && !isString) return { kind: "refused", text: literalType(text) };
  const name = /^[A-Za-z_]\w*$/.exec(text)?.[0];
  if (name !== undefined) {
    const other = declarations.values.find((value) => value.name === name);
    if (other?.kind === "const") return isString || other.initialiser?.literal === "string" ? SET : { kind: "unknown", reason: notKnown(`the constant ${name}`) };
    if (other?.kind === "var") return ineffective(`it is computed from ${name} when the program starts`, "f2", null);
  }
  const computed = (): Resolution => ineffective(`it is computed by ${text.replace(/\([^]*$/, "")}() when the program starts`, "f2", null);
  if (RUN_TIME_CALL.test(text) && (isString || /^(?:fmt\.Sprint\w*|os\.Getenv|strings\.)/.test(text))) return computed();
  // Since Go 1.21 the compiler may inline a call and find a constant.
  if (/^[A-Za-z_][\w.]*\(/.test(text) && isString && minor !== null && minor < 21 && !text.startsWith("string(")) return computed();
  return { kind: "unknown", reason: notKnown(`what ${text.slice(0, 40)} is when the program starts`) };
}

function literalType(text: string): string {
  if (/^(?:true|false)/.test(text)) return "bool";
  if (/^-?\d/.test(text)) return /[.eE]/.test(text) && !/^-?0[xX]/.test(text) ? "float64" : "int";
  return text.replace(/\{[^]*$/, "");
}

function ineffective(why: string, fact: string, nearest: string | null): Extract<Resolution, { kind: "ineffective" }> {
  return { kind: "ineffective", why, fact, nearest };
}

function notKnown(text: string): Reason {
  return { code: "not-understood", text, at: null };
}
