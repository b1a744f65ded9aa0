/** Nesting of commands: `if` … `endif`, `foreach` … `endforeach`, and so on. */
import type { Range } from "../../text/index.js";
import type { Block, Branch, Command, Statement } from "./ast.js";

const KINDS: ReadonlySet<string> = new Set<Block["kind"]>(["foreach", "while", "function", "macro", "block"]);

type Open =
  | { readonly type: "If"; readonly branches: { readonly header: Command; readonly body: Statement[] }[] }
  | { readonly type: "Block"; readonly kind: Block["kind"]; readonly header: Command; readonly body: Statement[] };

/** Deeper ones are not nested: evaluators walk the tree by recursion. */
const MAX_NESTING = 200;

/** Puts commands one after the other into a tree. What is not properly nested is reported, and kept as far as it makes sense. */
export class Blocks {
  readonly #statements: Statement[] = [];
  readonly #open: Open[] = [];
  /** blocks opened beyond the bound, whose ends are skipped */
  #tooDeep = 0;

  constructor(private readonly report: (range: Range, message: string) => void) {}

  add(command: Command): void {
    const name = command.name.toLowerCase();
    if (name === "if" || KINDS.has(name)) this.#start(name, command);
    else if (name === "elseif" || name === "else") this.#branch(name, command);
    else if (name.startsWith("end") && (name === "endif" || KINDS.has(name.slice(3)))) this.#end(name.slice(3), command);
    else this.#body().push(command);
  }

  /** The tree; blocks that are still open end at `end`. */
  finish(end: number): readonly Statement[] {
    while (this.#open.length > 0) {
      const open = this.#open.at(-1) as Open;
      const header = headerOf(open);
      this.report(header.nameRange, `'${header.name}' without 'end${header.name.toLowerCase()}'`);
      this.#close(null, end);
    }
    return this.#statements;
  }

  #start(name: string, header: Command): void {
    if (this.#open.length >= MAX_NESTING) {
      if (this.#tooDeep++ === 0) this.report(header.nameRange, `more than ${MAX_NESTING} blocks inside of each other`);
      return;
    }
    this.#open.push(name === "if" ? { type: "If", branches: [{ header, body: [] }] } : { type: "Block", kind: name as Block["kind"], header, body: [] });
  }

  #branch(name: string, header: Command): void {
    if (this.#tooDeep > 0) return;
    const open = this.#open.at(-1);
    if (open?.type !== "If") return this.report(header.nameRange, `'${header.name}' without 'if'`);
    if (open.branches.at(-1)?.header.name.toLowerCase() === "else") this.report(header.nameRange, `'${name}' after 'else'`);
    open.branches.push({ header, body: [] });
  }

  #end(name: string, command: Command): void {
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const depth = this.#open.findLastIndex((open) => headerOf(open).name.toLowerCase() === name);
    if (depth === -1) return this.report(command.nameRange, `'${command.name}' without '${name}'`);
    while (this.#open.length > depth + 1) {
      const header = headerOf(this.#open.at(-1) as Open);
      this.report(header.nameRange, `'${header.name}' without 'end${header.name.toLowerCase()}'`);
      this.#close(null, command.range[0]);
    }
    this.#close(command, command.range[1]);
  }

  #close(end: Command | null, at: number): void {
    const open = this.#open.pop() as Open;
    const range: Range = [headerOf(open).range[0], at];
    if (open.type === "Block") return void this.#body().push({ type: "Block", range, kind: open.kind, header: open.header, body: open.body, end });
    const branches = open.branches.map(({ header, body }, i): Branch => {
      const next = open.branches[i + 1];
      return { type: "Branch", range: [header.range[0], next?.header.range[0] ?? end?.range[0] ?? at], header, body };
    });
    this.#body().push({ type: "If", range, branches, end });
  }

  #body(): Statement[] {
    const open = this.#open.at(-1);
    if (open === undefined) return this.#statements;
    return open.type === "Block" ? open.body : ((open.branches.at(-1) as { readonly body: Statement[] }).body);
  }
}

function headerOf(open: Open): Command {
  return open.type === "Block" ? open.header : (open.branches[0] as { readonly header: Command }).header;
}
