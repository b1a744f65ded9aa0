/** Phase one: reading makefiles. Source: GNU make 4.3, read.c (eval, eval_makefile). */
import { LIMITS } from "../../limits.js";
import type { Conditional, Export, Include, Makefile, RecipeLine, Rule, Statement } from "../../syntax/makefile/index.js";
import { isRecipePart, parseMakefileText } from "../../syntax/makefile/index.js";
import type { Origin, Traced } from "../../text/index.js";
import { carrier, concat, EMPTY, firstUnknown, isEmpty, literal, literalOf, MAX_ALTERNATIVES, OPAQUE, originOf, slice, variants } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import { readBuildText } from "../build-text.js";
import { assign, assignForTarget, exportNames, newValue, undefine } from "./assign.js";
import { choices } from "./conditional.js";
import { expand } from "./expand.js";
import { fileNames } from "./file-names.js";
import type { Make } from "./make.js";
import { flush, startRule } from "./record.js";
import { couldBe, shown } from "./values.js";
import { always, definition } from "./variable.js";
import { MakeStop } from "./world.js";
import { notUnderstood } from "../may-hide-build.js";

/** Files included in one run of make; more are not read. */
const MAX_INCLUDES = 1_000;

/** Reads a makefile by its name, which may be relative to the directory of make. False when there is no such file. */
export function readMakefile(make: Make, name: Traced): boolean {
  const text = literalOf(name);
  const path = text === null ? null : absolutePath(make.run.directory, text);
  if (path === null) {
    make.disturb(firstUnknown(name) ?? { code: "file", text: "a makefile whose directory is not known", at: originOf(name) }, "a makefile that is not known");
    return true;
  }
  const found = readBuildText(make.machine.files, path);
  if (found === null) return false;
  const written = textOf(make, path);
  if ("unknown" in found && written === null) {
    make.disturb({ ...found.unknown, at: found.unknown.at ?? originOf(name) }, text as string);
    return true;
  }
  if (++make.includes > MAX_INCLUDES || make.depth > LIMITS.evaluationDepth) {
    make.disturb({ code: "limit", text: `limit: more than ${MAX_INCLUDES} makefiles or ${LIMITS.evaluationDepth} levels of includes`, at: originOf(name) }, text as string);
    return true;
  }
  make.redefine("MAKEFILE_LIST", (old) => always(definition("simple", "file", old === null || isEmpty(old.value) ? name : concat(old.value, literal(" "), name))));
  make.depth++;
  try {
    const source = "unknown" in found ? null : found.source;
    const makefile = "unknown" in found || found.source === null ? parseMakefileText(written ?? EMPTY) : make.machine.parsed.makefile(found.text, found.source);
    evaluateMakefile(make, makefile, source);
  } finally {
    make.depth--;
  }
  return true;
}

/** The text of a file that was written during the build, with the places that it came from; null for any other file. */
function textOf(make: Make, path: string): Traced | null {
  const fact = make.machine.files.stat(path);
  return fact.kind === "file" && fact.source === null ? fact.content : null;
}

function evaluateMakefile(make: Make, makefile: Makefile, file: string | null): void {
  evaluateAll(make, makefile.statements);
  flush(make);
  for (const { range, message } of makefile.problems) {
    if (message.startsWith("missing 'end")) throw new MakeStop(message, file === null ? null : { file, start: range[0], end: range[1] });
  }
}

/** `$(eval text)`; `at` is the call. */
export function evaluateText(make: Make, text: Traced, at: Origin | null): void {
  const all = text.pieces.some((piece) => piece.kind === "oneOf") ? variants(text) : null;
  const texts = all?.map(({ value, when }) => ({ value, when: when.join(", ") })) ?? [{ value: text, when: "" }];
  make.world.either(
    texts.map(({ value, when }) => ({
      when,
      run: () => {
        const pending = make.pending.get("");
        make.pending.set("", undefined);
        evaluateMakefile(make, make.machine.parsed.madeText(value), null);
        make.pending.set("", pending);
      },
    })),
  );
  if (all === null && texts.some(({ value }) => value.pieces.some((piece) => piece.kind === "oneOf"))) {
    make.disturb({ code: "alternatives", text: "a text with many alternatives is evaluated", at }, "$(eval)");
  }
}

function evaluateAll(make: Make, statements: readonly Statement[]): void {
  for (const statement of statements) evaluateStatement(make, statement);
}

function evaluateStatement(make: Make, statement: Statement): void {
  switch (statement.type) {
    case "RecipeLine":
      return recipeLine(make, statement);
    case "Conditional":
      return conditional(make, statement);
    default:
      flush(make);
  }
  switch (statement.type) {
    case "Assignment":
    case "Define":
      return assign(make, trimmed(expand(make, statement.name)), newValue(statement));
    case "Undefine":
      return undefine(make, expand(make, statement.name), statement.modifiers.some(({ name }) => name === "override") ? "override" : "file");
    case "Export":
      return exported(make, statement);
    case "Include":
      return include(make, statement);
    case "Vpath":
      return vpath(make, expand(make, statement.args));
    case "Load":
      return make.machine.record(notUnderstood({ code: "not-understood", text: "a module that is loaded into make", at: originOf(statement.files) }, "make", make.run.chain, false));
    case "Rule":
      return rule(make, statement);
    case "TargetAssignment":
      return assignForTarget(make, fileNames(make, expand(make, statement.targets)), statement.assignment);
    case "ExpansionLine":
      return expansionLine(make, statement.text);
    case "InvalidLine":
      throw new MakeStop(statement.message, null);
  }
}

function recipeLine(make: Make, line: RecipeLine): void {
  const pending = make.pending.get("");
  if (pending === undefined) return;
  make.pending.set("", { ...pending, lines: [...pending.lines, { text: line.text, prefix: line.prefix, at: originOf(line.text), when: [] }] });
}

function conditional(make: Make, statement: Conditional): void {
  const found = choices(make, statement);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return evaluateAll(make, only.body);
  const inRecipe = isRecipePart(statement);
  if (!inRecipe) flush(make);
  make.world.either(
    found.map(({ when, body }) => ({
      when,
      run: () => {
        evaluateAll(make, body);
        if (!inRecipe) flush(make);
      },
    })),
  );
}

function exported(make: Make, { keyword, names }: Export): void {
  const yes = keyword === "export";
  const expanded = expand(make, names);
  if (isEmpty(names)) make.settings.set("export all", yes ? "yes" : "no");
  else if (literalOf(expanded) === null) make.settings.set("export all", "maybe");
  else exportNames(make, expanded, yes, originOf(names));
}

function include(make: Make, { keyword, files }: Include): void {
  const optional = keyword !== "include";
  for (const name of fileNames(make, expand(make, files))) {
    if (literalOf(name.text) === null) includeUnknown(make, name.text, optional);
    else if (!readMakefile(make, name.text) && !readFromIncludeDirectories(make, name.text)) {
      make.missing.push(name);
      if (!optional) make.disturb({ code: "file", text: `${carrier(name.text)} is included but is not there`, at: originOf(name.text) ?? originOf(files) }, carrier(name.text));
    }
  }
}

/** `include Makefile.$(GOOS)`: any of the files that are there and that its name may be. What is not known in a name is taken to hold no slash. */
function includeUnknown(make: Make, name: Traced, optional: boolean): void {
  const text = carrier(name);
  const slash = text.lastIndexOf("/") + 1;
  const directory = literalOf(slice(name, 0, slash));
  const path = directory === null ? null : absolutePath(make.run.directory, directory === "" ? "." : directory);
  const list = path === null ? null : make.machine.files.list(path);
  const whole = (variants(slice(name, slash)) ?? []).some(({ value }) => value.pieces.every((piece) => piece.kind === "unknown"));
  const candidates = list?.names.filter((file) => couldBe(slice(name, slash), file)) ?? [];
  if (whole || directory === null || list?.complete !== true || candidates.length > MAX_ALTERNATIVES) {
    make.disturb(firstUnknown(name) ?? { code: "file", text: "makefiles that are not known", at: originOf(name) }, "a makefile that is not known");
    return;
  }
  make.world.either([
    ...candidates.map((file) => ({ when: `${shown(name)} is ${directory}${file}`, run: () => void readMakefile(make, literal(`${directory}${file}`, originOf(name))) })),
    ...(optional || candidates.length === 0 ? [{ when: "", run: () => undefined }] : []),
  ]);
}

/** `-I` directories; the ones of the system hold no makefiles of a repository. */
function readFromIncludeDirectories(make: Make, name: Traced): boolean {
  if (carrier(name).startsWith("/")) return false;
  return make.run.includeDirectories.some((directory) => readMakefile(make, concat(directory, literal("/"), name)));
}

function vpath(make: Make, args: Traced): void {
  const text = carrier(args).trim();
  const [pattern = ""] = text.split(/\s+/);
  const rest = slice(args, carrier(args).indexOf(pattern) + pattern.length);
  const list = make.searchPaths.get("") ?? [];
  if (text === "") make.searchPaths.set("", []);
  else if (carrier(rest).trim() === "") make.searchPaths.set("", list.filter((entry) => carrier(entry.pattern) !== pattern));
  else make.searchPaths.set("", [...list, { pattern: literal(pattern), directories: rest }]);
}

function rule(make: Make, statement: Rule): void {
  const targets = expand(make, statement.targets);
  const [first] = statement.body;
  const inline = first?.type === "RecipeLine" && first.inline ? first : null;
  // a colon out of a reference: what follows it was not seen as prerequisites
  if (hasColon(targets)) ruleLine(make, concat(targets, literal(statement.doubleColon ? "::" : ":"), expand(make, statement.tail)), inline);
  else startRule(make, { targets, grouped: statement.grouped, doubleColon: statement.doubleColon, tail: expand(make, statement.tail), inline: inline?.text ?? null, at: originOf(statement.targets) });
  evaluateAll(make, inline === null ? statement.body : statement.body.slice(1));
}

/** A line of references: nothing, or a whole rule out of a variable. */
function expansionLine(make: Make, written: Traced): void {
  const text = trimmed(expand(make, written));
  if (isEmpty(text)) return;
  if (hasColon(text)) return ruleLine(make, text, null);
  if (carrier(text).includes(OPAQUE)) {
    make.disturb(firstUnknown(text) ?? { code: "alternatives", text: "one of several texts is read as a makefile", at: originOf(written) }, "a text that is not known");
    return;
  }
  throw new MakeStop("missing separator", originOf(written));
}

/** A rule whose line is expanded already. */
function ruleLine(make: Make, text: Traced, inline: RecipeLine | null): void {
  const source = carrier(text);
  const colon = /(?<!\\)(?:\\\\)*:/.exec(source);
  const at = colon === null ? source.length : colon.index + colon[0].length - 1;
  const doubleColon = source[at + 1] === ":";
  startRule(make, {
    targets: slice(text, 0, source[at - 1] === "&" ? at - 1 : at),
    grouped: source[at - 1] === "&",
    doubleColon,
    tail: slice(text, at + (doubleColon ? 2 : 1)),
    inline: inline?.text ?? null,
    at: originOf(text),
  });
}

function hasColon(text: Traced): boolean {
  return /(?<!\\):/.test(carrier(text));
}

function trimmed(x: Traced): Traced {
  const source = carrier(x);
  if (source.trim() === source) return x;
  const start = source.length - source.trimStart().length;
  return source.trim() === "" ? EMPTY : slice(x, start, source.trimEnd().length);
}
