/** go.mod and go.work. Source: golang.org/x/mod/modfile/rule.go and work.go. */
import type { Range } from "../../text/index.js";
import { stringLiteralValue } from "../go/index.js";
import type { ExcludeLine, GodebugLine, GoMod, GoWork, ModProblem, ModuleVersion, PathLine, ReplaceLine, RequireLine, RetractLine, VersionLine } from "./ast.js";
import type { Statement, Token } from "./lines.js";
import { splitLines } from "./lines.js";
import { isDirectoryPath, pathMajor, pathMajorProblem } from "./path.js";
import { canonicalModuleVersion } from "./version.js";

const MOD_BLOCKS: ReadonlySet<string> = new Set(["module", "godebug", "require", "exclude", "replace", "retract", "tool", "ignore"]);
const WORK_BLOCKS: ReadonlySet<string> = new Set(["godebug", "use", "replace"]);

const GO_VERSION = /^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/;
const TOOLCHAIN = /^(?:default$|go1(?:$|\.))/;

/** Never throws. Statements that go refuses are left out and are problems; a version that is none (`master`) is kept, and is a problem. */
export function parseGoMod(text: string): GoMod {
  const { statements, comments, problems } = splitLines(text, MOD_BLOCKS);
  const reader = new StatementReader(problems);
  let module: PathLine | null = null;
  const require: RequireLine[] = [];
  const exclude: ExcludeLine[] = [];
  const retract: RetractLine[] = [];
  const tool: PathLine[] = [];
  const ignore: PathLine[] = [];
  for (const statement of statements) {
    switch (statement.verb.text) {
      case "module":
        if (module !== null) reader.problem(statement.range, "repeated module statement");
        else module = reader.path(statement, "usage: module module/path");
        break;
      case "require": {
        const line = reader.requirement(statement);
        if (line !== null) require.push({ ...line, indirect: isIndirect(statement.comment) });
        break;
      }
      case "exclude": {
        const line = reader.requirement(statement);
        if (line !== null) exclude.push({ path: line.path, version: line.version, range: line.range });
        break;
      }
      case "retract": {
        const line = reader.retract(statement);
        if (line !== null) retract.push(line);
        break;
      }
      case "tool":
      case "ignore": {
        const line = reader.path(statement, `${statement.verb.text} directive expects exactly one argument`);
        if (line !== null) (statement.verb.text === "tool" ? tool : ignore).push(line);
        break;
      }
      default:
        reader.common(statement);
    }
  }
  return { module, ...reader.result(), require, exclude, retract, tool, ignore, comments, problems: reader.problems };
}

/** Never throws. */
export function parseGoWork(text: string): GoWork {
  const { statements, comments, problems } = splitLines(text, WORK_BLOCKS);
  const reader = new StatementReader(problems);
  const use: PathLine[] = [];
  for (const statement of statements) {
    if (statement.verb.text === "use") {
      const line = reader.path(statement, "usage: use local/dir");
      if (line !== null) use.push(line);
    } else reader.common(statement);
  }
  return { ...reader.result(), use, comments, problems: reader.problems };
}

function isIndirect(comment: string | null): boolean {
  const words = comment?.trim().split(/\s+/) ?? [];
  return words[0] === (words.length === 1 ? "indirect" : "indirect;");
}

/** Reads statements one by one, and collects those that both files have. */
class StatementReader {
  readonly problems: ModProblem[];
  #go: VersionLine | null = null;
  #toolchain: VersionLine | null = null;
  readonly #godebug: GodebugLine[] = [];
  readonly #replace: ReplaceLine[] = [];

  constructor(problems: readonly ModProblem[]) {
    this.problems = [...problems];
  }

  result(): Pick<GoWork, "go" | "toolchain" | "godebug" | "replace"> {
    return { go: this.#go, toolchain: this.#toolchain, godebug: this.#godebug, replace: this.#replace };
  }

  problem(range: Range, message: string): null {
    this.problems.push({ range, message });
    return null;
  }

  common(statement: Statement): void {
    switch (statement.verb.text) {
      case "go":
        this.#go = this.#version(statement, this.#go, GO_VERSION, "go", "1.23.0");
        break;
      case "toolchain":
        this.#toolchain = this.#version(statement, this.#toolchain, TOOLCHAIN, "toolchain", "go1.23.0 or default");
        break;
      case "godebug":
        this.#godebugLine(statement);
        break;
      case "replace": {
        const line = this.#replacement(statement);
        if (line !== null) this.#replace.push(line);
        break;
      }
      default:
        this.problem(statement.range, `unknown directive: ${statement.verb.text}`);
    }
  }

  path(statement: Statement, usage: string): PathLine | null {
    const [arg] = statement.args;
    if (arg === undefined || statement.args.length !== 1) return this.problem(statement.range, usage);
    const path = this.#string(arg);
    return path === null ? null : { path, range: arg.range };
  }

  requirement(statement: Statement): Omit<RequireLine, "indirect"> | null {
    const [pathToken, versionToken] = statement.args;
    if (pathToken === undefined || versionToken === undefined || statement.args.length !== 2) {
      return this.problem(statement.range, `usage: ${statement.verb.text} module/path v1.2.3`);
    }
    const module = this.#module(pathToken, versionToken);
    return module === null ? null : { ...module, range: statement.range, versionRange: versionToken.range };
  }

  /** `v1.2.3` or `[v1.0.0, v1.2.3]`. */
  retract(statement: Statement): RetractLine | null {
    const { args, range } = statement;
    const isInterval = args[0]?.text === "[";
    const lowToken = isInterval ? args[1] : args[0];
    const highToken = isInterval ? args[3] : args[0];
    if (lowToken === undefined || lowToken.text === "(") return this.problem(range, "expected '[' or version");
    if (highToken === undefined || (isInterval && (args[2]?.text !== "," || args[4]?.text !== "]"))) {
      return this.problem(range, "expected an interval like [v1.0.0, v1.2.3]");
    }
    const excess = args[isInterval ? 5 : 1];
    if (excess !== undefined) return this.problem(excess.range, `unexpected token after version: ${excess.text}`);
    const low = this.#moduleVersion(lowToken);
    const high = low === null ? null : this.#moduleVersion(highToken);
    return low === null || high === null ? null : { low, high, range };
  }

  #version(statement: Statement, before: VersionLine | null, pattern: RegExp, verb: string, example: string): VersionLine | null {
    const [arg] = statement.args;
    if (before !== null) this.problem(statement.range, `repeated ${verb} statement`);
    else if (arg === undefined || statement.args.length !== 1) this.problem(statement.range, `${verb} directive expects exactly one argument`);
    else if (!pattern.test(arg.text)) this.problem(arg.range, `invalid ${verb} version '${arg.text}': must match format ${example}`);
    else return { version: arg.text, range: arg.range };
    return before;
  }

  #godebugLine(statement: Statement): void {
    const [arg] = statement.args;
    const equals = arg?.text.indexOf("=") ?? -1;
    if (arg === undefined || statement.args.length !== 1 || /["`',]/.test(arg.text) || equals < 0) {
      this.problem(statement.range, "usage: godebug key=value");
      return;
    }
    this.#godebug.push({ key: arg.text.slice(0, equals), value: arg.text.slice(equals + 1), range: arg.range });
  }

  #replacement(statement: Statement): ReplaceLine | null {
    const { args, range } = statement;
    const arrow = args[1]?.text === "=>" ? 1 : 2;
    const [oldToken, newToken, newVersion] = [args[0], args[arrow + 1], args[arrow + 2]];
    if (oldToken === undefined || newToken === undefined || args.length > arrow + 3 || args[arrow]?.text !== "=>") {
      return this.problem(range, "usage: replace module/path [v1.2.3] => other/module v1.4 or replace module/path [v1.2.3] => ../local/directory");
    }
    const old = this.#module(oldToken, arrow === 2 ? (args[1] as Token) : null);
    const path = old === null ? null : this.#string(newToken);
    if (old === null || path === null) return null;
    const newRange: Range = [newToken.range[0], range[1]];
    if (newVersion === undefined) {
      if (!isDirectoryPath(path)) {
        return this.problem(newRange, "replacement module without version must be directory path (rooted or starting with . or ..)");
      }
      return { old, new: { path, version: "" }, range, newRange };
    }
    const version = this.#moduleVersion(newVersion);
    if (version === null) return null;
    if (isDirectoryPath(path)) return this.problem(newRange, `replacement module directory path "${path}" cannot have version`);
    return { old, new: { path, version }, range, newRange };
  }

  #module(pathToken: Token, versionToken: Token | null): ModuleVersion | null {
    const path = this.#string(pathToken);
    if (path === null) return null;
    const version = versionToken === null ? "" : this.#moduleVersion(versionToken);
    if (version === null) return null;
    const major = pathMajor(path);
    if (major === null) this.problem(pathToken.range, "invalid module path");
    else if (versionToken !== null && canonicalModuleVersion(version) !== null) {
      const mismatch = pathMajorProblem(version, major);
      if (mismatch !== null) this.problem(versionToken.range, `version ${version} of ${path}: ${mismatch}`);
    }
    return { path, version };
  }

  #moduleVersion(token: Token): string | null {
    const text = this.#string(token);
    if (text === null) return null;
    const canonical = canonicalModuleVersion(text);
    if (canonical === null) this.problem(token.range, `version "${text}" invalid: must be of the form v1.2.3`);
    return canonical ?? text;
  }

  #string(token: Token): string | null {
    if (token.text.startsWith('"')) {
      return stringLiteralValue(token.text) ?? this.problem(token.range, "invalid quoted string");
    }
    if (/["'`]/.test(token.text)) return this.problem(token.range, "unquoted string cannot contain quote");
    return token.text;
  }
}
