/** Justfiles. Source: casey/just, GRAMMAR.md, src/lexer.rs and src/parser.rs. */
import { literal, literalOf, slice, type Range, type Traced } from "../../text/index.js";
import type { Assignment, Attribute, Dependency, Fragment, Justfile, Parameter, Recipe } from "./ast.js";
import { parseExpression, parseValue } from "./expression.js";
import { Scanner } from "./scanner.js";

/** Never throws: what cannot be read is a problem. */
export function parseJustfile(text: string, file: string): Justfile {
  return new Parser(literal(text, { file, start: 0, end: text.length }), file).parse();
}

class Parser {
  readonly #scanner: Scanner;
  readonly #settings = new Map<string, readonly Traced[] | boolean | null>();
  readonly #assignments: Assignment[] = [];
  readonly #aliases = new Map<string, string>();
  readonly #recipes: Recipe[] = [];
  readonly #imports: string[] = [];
  readonly #problems: { readonly message: string; readonly range: Range }[] = [];
  #attributes: Attribute[] = [];

  constructor(source: Traced, file: string) {
    this.#scanner = new Scanner(source, file);
  }

  parse(): Justfile {
    const scanner = this.#scanner;
    while (scanner.at < scanner.text.length) {
      if (scanner.isAtLineEnd()) {
        scanner.toNextLine();
        continue;
      }
      const start = scanner.at;
      if (!this.#item()) {
        this.#problems.push({ message: "a line of a justfile that is not understood", range: [start, this.#lineEnd(start)] });
        scanner.at = start;
        scanner.toNextLine();
        this.#body();
        this.#attributes = [];
      }
    }
    return { settings: this.#settings, assignments: this.#assignments, aliases: this.#aliases, recipes: this.#recipes, imports: this.#imports, problems: this.#problems };
  }

  #item(): boolean {
    const scanner = this.#scanner;
    if (scanner.peek("[")) return this.#attributeLine();
    const line = scanner.text.slice(scanner.at, this.#lineEnd(scanner.at));
    const [assigned, words] = /^((?:(?:export|eager)[ \t]+)?)[A-Za-z_][\w-]*[ \t]*:=/.exec(line) ?? [];
    if (assigned !== undefined) return this.#assignment(words?.startsWith("export") === true);
    const [, keyword] = /^(set|alias|import|mod|unexport)\??[ \t]+['"A-Za-z_]/.exec(line) ?? [];
    // a recipe may have the name of a keyword
    if (keyword !== undefined && !/^\w+[ \t]+[^'"]*:(?!=)/.test(line)) return this.#keyword(keyword);
    return this.#recipe();
  }

  #assignment(exported: boolean): boolean {
    const scanner = this.#scanner;
    let name = scanner.name();
    if (!scanner.peek(":=")) name = scanner.name();
    if (name === null || !scanner.take(":=")) return false;
    const value = parseExpression(scanner);
    if (value === null) return false;
    this.#assignments.push({ name, value, exported });
    this.#attributes = [];
    return this.#ends();
  }

  #keyword(keyword: string): boolean {
    const scanner = this.#scanner;
    scanner.name();
    scanner.take("?");
    if (keyword === "import") {
      const path = scanner.quoted();
      const known = path?.isPlain === true ? literalOf(path.text) : null;
      if (known !== null) this.#imports.push(known);
      return known !== null && this.#ends();
    }
    const name = scanner.name();
    if (name === null || keyword === "mod" || keyword === "unexport") return false;
    if (keyword === "alias") {
      const target = scanner.take(":=") ? scanner.name() : null;
      if (target === null) return false;
      this.#aliases.set(name, target);
      this.#attributes = [];
      return this.#ends();
    }
    this.#settings.set(name, this.#setting());
    return this.#ends();
  }

  #setting(): readonly Traced[] | boolean | null {
    const scanner = this.#scanner;
    if (!scanner.take(":=")) return true;
    if (scanner.take("true")) return true;
    if (scanner.take("false")) return false;
    const isList = scanner.open("[");
    const texts: Traced[] = [];
    do {
      const quoted = isList && scanner.peek("]") ? null : scanner.quoted();
      if (quoted === null && !(isList && scanner.peek("]"))) return null;
      if (quoted !== null) texts.push(quoted.text);
    } while (isList && scanner.take(","));
    return isList && !scanner.close("]") ? null : texts;
  }

  #attributeLine(): boolean {
    const scanner = this.#scanner;
    scanner.open("[");
    do {
      const name = scanner.name();
      if (name === null) return false;
      const args: Traced[] = [];
      const isCall = scanner.open("(");
      if (isCall || scanner.take(":")) {
        do {
          const quoted = scanner.quoted();
          if (quoted === null) return false;
          args.push(quoted.text);
        } while (isCall && scanner.take(","));
        if (isCall && !scanner.close(")")) return false;
      }
      this.#attributes.push({ name, args });
    } while (scanner.take(","));
    return scanner.close("]") && this.#ends();
  }

  #recipe(): boolean {
    const scanner = this.#scanner;
    scanner.take("@");
    scanner.skip();
    const start = scanner.at;
    const name = scanner.name();
    if (name === null) return false;
    const parameters: Parameter[] = [];
    while (!scanner.take(":")) {
      const parameter = this.#parameter();
      if (parameter === null) return false;
      parameters.push(parameter);
    }
    const before: Dependency[] = [];
    const after: Dependency[] = [];
    let list = before;
    while (!scanner.isAtLineEnd()) {
      if (list === before && scanner.take("&&")) list = after;
      const dependency = this.#dependency();
      if (dependency === null) return false;
      list.push(dependency);
    }
    scanner.toNextLine();
    const attributes = this.#attributes;
    this.#attributes = [];
    this.#recipes.push({ name, range: [start, start + name.length], attributes, parameters, before, after, body: this.#body() });
    return true;
  }

  #parameter(): Parameter | null {
    const scanner = this.#scanner;
    const variadic = scanner.take("*") ? "*" : scanner.take("+") ? "+" : null;
    const exported = scanner.take("$");
    const name = scanner.name();
    if (name === null) return null;
    const hasDefault = scanner.take("=");
    const defaultValue = hasDefault ? parseValue(scanner) : null;
    return hasDefault && defaultValue === null ? null : { name, exported, variadic, defaultValue };
  }

  #dependency(): Dependency | null {
    const scanner = this.#scanner;
    const isCall = scanner.open("(");
    const name = scanner.name();
    if (name === null || scanner.peek("::")) return null;
    const args: Dependency["args"][number][] = [];
    while (isCall && !scanner.close(")")) {
      const argument = parseExpression(scanner);
      if (argument === null) return null;
      args.push(argument);
    }
    return { name, args };
  }

  /** Indented lines, and the blank ones between them. */
  #body(): readonly (readonly Fragment[])[] {
    const scanner = this.#scanner;
    const lines: (readonly Fragment[])[] = [];
    let indentation: string | null = null;
    let blank = 0;
    for (let at = scanner.at; at < scanner.text.length; ) {
      const end = this.#lineEnd(at);
      const line = scanner.text.slice(at, end);
      if (line.trim() === "") blank++;
      else if (/^[ \t]/.test(line)) {
        indentation ??= /^[ \t]+/.exec(line)?.[0] ?? "";
        while (blank > 0) {
          if (lines.length > 0) lines.push([]);
          blank--;
        }
        lines.push(this.#fragments(at + (line.startsWith(indentation) ? indentation.length : 0), end));
      } else break;
      const next = scanner.text.indexOf("\n", at);
      at = next === -1 ? scanner.text.length : next + 1;
      if (blank === 0) scanner.at = at;
    }
    return lines;
  }

  #fragments(start: number, end: number): readonly Fragment[] {
    const { source, text, file } = this.#scanner;
    const fragments: Fragment[] = [];
    const line = text.slice(start, end);
    const find = (token: string, from: number): number => {
      const found = line.indexOf(token, from - start);
      return found === -1 ? -1 : start + found;
    };
    let from = start;
    for (let at = find("{{", start); at !== -1; at = find("{{", from)) {
      fragments.push(slice(source, from, at));
      if (text.startsWith("{{{{", at)) {
        fragments.push(slice(source, at, at + 2));
        from = at + 4;
        continue;
      }
      const inner = new Scanner(source, file);
      inner.at = at + 2;
      const expression = parseExpression(inner);
      const isClosed = expression !== null && inner.take("}}") && inner.at <= end;
      const close = find("}}", at);
      from = isClosed ? inner.at : close === -1 ? end : close + 2;
      fragments.push(isClosed ? expression : { kind: "not-understood", what: "an expression of a justfile", at: { file, start: at, end: from } });
    }
    return [...fragments, slice(source, from, end)];
  }

  #ends(): boolean {
    const isEnd = this.#scanner.isAtLineEnd();
    if (isEnd) this.#scanner.toNextLine();
    return isEnd;
  }

  /** Without the line break. */
  #lineEnd(at: number): number {
    const { text } = this.#scanner;
    const end = text.indexOf("\n", at);
    const stop = end === -1 ? text.length : end;
    return text[stop - 1] === "\r" && stop - 1 >= at ? stop - 1 : stop;
  }
}
