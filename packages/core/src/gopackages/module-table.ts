/**
 * Packages of library modules whose sources are not at hand: what a package imports, its cgo lines and the libraries that it loads, by build constraint,
 * as read from the versions that the table names (tools/generate-modules). The text is read one module at a time.
 *
 * Grammar, lines of fields that tabs divide:
 *
 *     go-indep module table 1 DIGEST
 *     import paths, by how often they are used, divided by blanks
 *     build constraints, likewise, divided by tabs
 *     `#cgo` lines, likewise, each JSON: [condition, variable, argument…]
 *     @MODULE VERSION VERSION…                             oldest first
 *     DIRECTORY NAME VERSIONS RULE RULE…                   of the module above; "=" is the directory of the line before, "" the default name
 *
 * VERSIONS is empty for all, else `0-2,5` counts those of the module. A RULE is `constraint imports own cgo {more}`, of which the last may be absent:
 * codes of one or two characters, which for `own` count the directories of the module; `!` for none, and `"` for cgo without lines.
 */
import { compareModuleVersion } from "../syntax/gomod/index.js";
import type { Workspace } from "../workspace/index.js";
import { MODULE_TABLE } from "../workspace/index.js";
import type { ModuleVersion } from "./build-list.js";
import { join } from "./paths.js";

/** The files of a package that are built under one constraint. */
export interface TableRule {
  /** as in a `//go:build` line; "" for always */
  readonly when: string;
  /** without "C" */
  readonly imports: readonly string[];
  /** `#cgo` lines of files with `import "C"`; null for files without */
  readonly cgo: readonly TableCgoLine[] | null;
  /** of `//go:cgo_import_dynamic` */
  readonly libraries: readonly string[];
  /** sources that are not Go: one for each kind */
  readonly others: readonly string[];
  /** they have another package clause, so that go refuses the package */
  readonly isForeign: boolean;
}

export interface TableCgoLine {
  readonly condition: string;
  readonly variable: string;
  readonly args: readonly string[];
}

export interface TablePackage {
  readonly name: string;
  readonly rules: readonly TableRule[];
}

/** A package as some version has it. */
export interface TableEntry {
  readonly package: TablePackage;
  /** the version that was read; two when the one asked for was not, but lies between two that have the same package */
  readonly versions: readonly [string] | readonly [older: string, newer: string];
}

const FORMAT = "go-indep module table 1 ";

/**
 * The table that a workspace shows; empty when it shows none. It is read when it is first asked.
 *
 * @param between whether a version that was not read is taken to be as the next older and the next newer one where these two agree
 */
export function openModuleTable(workspace: Workspace, between: boolean): ModuleTable {
  return new ModuleTable(() => textOf(workspace), between);
}

/** A table of another release may have another grammar. */
function textOf(workspace: Workspace): string {
  const content = workspace.read(MODULE_TABLE);
  return content.kind === "text" && content.text.startsWith(FORMAT) ? content.text : `${FORMAT}\n\n\n\n`;
}

export class ModuleTable {
  #text: string | null = null;
  #words: Words | null = null;
  readonly #sections = new Map<string, Section | null>();

  /**
   * @param load gives the text; called once, when a module is first asked for
   * @param between see {@link openModuleTable}
   */
  constructor(
    private readonly load: () => string,
    private readonly between: boolean,
  ) {}

  /** Null when nothing is known of the package. `directory` is "" for the root of the module. */
  package({ path, version }: ModuleVersion, directory: string): TableEntry | null {
    let section = this.#sections.get(path);
    if (section === undefined) {
      section = this.#read(path);
      this.#sections.set(path, section);
    }
    const entry = section?.package(version, directory) ?? null;
    return entry === null || (entry.versions.length > 1 && !this.between) ? null : entry;
  }

  #read(module: string): Section | null {
    const text = (this.#text ??= this.load());
    const start = text.indexOf(`\n@${module} `);
    if (start < 0) return null;
    const end = text.indexOf("\n@", start + 2);
    this.#words ??= wordsOf(text);
    return new Section(module, text.slice(start + 2, end < 0 ? text.length - 1 : end).split("\n"), this.#words);
  }
}

interface Words {
  readonly imports: readonly string[];
  readonly constraints: readonly string[];
  readonly cgo: readonly string[];
}

function wordsOf(text: string): Words {
  const [, imports = "", constraints = "", cgo = ""] = text.split("\n", 4);
  return { imports: imports.split(" "), constraints: constraints.split("\t"), cgo: cgo.split("\t") };
}

interface RecordLine {
  readonly name: string;
  readonly versions: string;
  readonly rules: readonly string[];
}

class Section {
  readonly #versions: readonly string[];
  readonly #directories: readonly string[];
  readonly #records = new Map<string, RecordLine[]>();
  readonly #packages = new Map<RecordLine, TablePackage>();

  constructor(
    private readonly module: string,
    [head = "", ...lines]: readonly string[],
    private readonly words: Words,
  ) {
    this.#versions = head.split(" ").slice(1);
    let directory = "";
    for (const line of lines) {
      const [where = "", name = "", versions = "", ...rules] = line.split("\t");
      if (where !== "=") directory = where;
      const records = this.#records.get(directory) ?? [];
      records.push({ name, versions, rules });
      this.#records.set(directory, records);
    }
    this.#directories = [...this.#records.keys()];
  }

  package(version: string, directory: string): TableEntry | null {
    const exact = this.#versions.indexOf(version);
    if (exact >= 0) {
      const record = this.#recordAt(directory, exact);
      return record === null ? null : { package: this.#packageOf(directory, record), versions: [version] };
    }
    const newer = this.#versions.findIndex((one) => compareModuleVersion(one, version) > 0);
    if (newer <= 0) return null;
    const record = this.#recordAt(directory, newer);
    if (record === null || record !== this.#recordAt(directory, newer - 1)) return null;
    return { package: this.#packageOf(directory, record), versions: [this.#versions[newer - 1] as string, this.#versions[newer] as string] };
  }

  #recordAt(directory: string, version: number): RecordLine | null {
    return this.#records.get(directory)?.find(({ versions }) => holds(versions, version)) ?? null;
  }

  #packageOf(directory: string, record: RecordLine): TablePackage {
    let found = this.#packages.get(record);
    if (found === undefined) {
      found = { name: record.name || defaultName(join(this.module, directory)), rules: record.rules.map((rule) => this.#rule(rule)) };
      this.#packages.set(record, found);
    }
    return found;
  }

  #rule(text: string): TableRule {
    const [when = "", imports = NONE, own = NONE, cgo = NONE, ...json] = text.split(" ");
    const more = (json.length === 0 ? {} : JSON.parse(json.join(" "))) as Partial<Pick<TableRule, "libraries" | "others" | "isForeign">>;
    const paths = [...decode(imports, this.words.imports), ...decode(own, this.#directories).map((directory) => join(this.module, directory))];
    return {
      when: decode(when, this.words.constraints)[0] ?? "",
      imports: paths.sort(),
      cgo: cgo === NONE ? null : decode(cgo, this.words.cgo).map(cgoLine),
      libraries: more.libraries ?? [],
      others: more.others ?? [],
      isForeign: more.isForeign ?? false,
    };
  }
}

function cgoLine(json: string): TableCgoLine {
  const [condition = "", variable = "", ...args] = JSON.parse(json) as readonly string[];
  return { condition, variable, args };
}

function holds(versions: string, version: number): boolean {
  if (versions === "") return true;
  return versions.split(",").some((range) => {
    const [from = "", to = from] = range.split("-");
    return Number(from) <= version && version <= Number(to);
  });
}

/** How numbers of words are written: printable characters from FIRST on, one for the commonest SHORT words, two for the others. */
export const WORD_CODES = { first: 35, short: 40, base: 92 } as const;

const NONE = "!";
const EMPTY = '"';

function decode(codes: string, words: readonly string[]): string[] {
  const { first, short, base } = WORD_CODES;
  const found: string[] = [];
  if (codes === NONE || codes === EMPTY) return found;
  for (let at = 0; at < codes.length; at++) {
    const digit = codes.charCodeAt(at) - first;
    const index = digit < short ? digit : short + (digit - short) * base + codes.charCodeAt(++at) - first;
    const word = words[index];
    if (word === undefined) throw new Error(`the table of modules has no word ${index}`);
    found.push(word);
  }
  return found;
}

/** What most packages are called: the last element of the import path that is no major version. */
export function defaultName(importPath: string): string {
  const elements = importPath.split("/");
  const last = elements.at(-1) as string;
  const own = /^v\d+$/.test(last) && elements.length > 1 ? (elements.at(-2) as string) : last;
  return own.replace(/\.v\d+$/, "").replace(/^go-/, "").replace(/-go$/, "").replaceAll("-", "_");
}
