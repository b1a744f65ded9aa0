import type { Attribute, Block, Body, Expression, HclFile } from "./ast.js";
import { readExpression } from "./expression.js";
import { Scanner } from "./scanner.js";
import { readQuoted, readTemplate } from "./template.js";

/** Blocks inside of each other that one file may have. */
const MAX_BLOCKS = 20;

/** Reads a file in HCL's native syntax. Never throws: what is no HCL is told in `problems`, and what follows is read. */
export function parseHcl(text: string): HclFile {
  const scanner = new Scanner(text);
  const body = readBody(scanner, 0);
  return { ...body, problems: scanner.problems };
}

/** The text between two offsets as a template, as strings of HCL's JSON syntax are. */
export function parseTemplate(text: string, start = 0, end: number = text.length): Expression {
  const scanner = new Scanner(text, end);
  scanner.at = start;
  return readTemplate(scanner, readExpression);
}

function readBody(scanner: Scanner, depth: number): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (;;) {
    scanner.skip(true);
    if (scanner.done) return { attributes, blocks };
    if (depth > 0 && scanner.take("}")) return { attributes, blocks };
    const start = scanner.at;
    const name = scanner.identifier() ?? quotedName(scanner);
    if (name === null) {
      scanner.problem("a name is missing");
      if (scanner.text[scanner.at] === "}") scanner.at++;
      else skipPast(scanner);
      continue;
    }
    const nameRange = [start, scanner.at] as const;
    if (!scanner.looksAt("==") && scanner.take("=")) {
      const value = readExpression(scanner);
      attributes.push({ name, nameRange, value, range: [start, scanner.at] });
      scanner.skip();
      const next = scanner.text[scanner.at] ?? "\n";
      if (next !== "\n" && next !== "}") {
        scanner.problem("a newline is missing");
        skipPast(scanner);
      }
      continue;
    }
    const block = readBlock(scanner, name, start, depth);
    if (block === null) skipPast(scanner);
    else blocks.push(block);
  }
}

function readBlock(scanner: Scanner, type: string, start: number, depth: number): Block | null {
  const labels: { text: string; range: readonly [number, number] }[] = [];
  for (;;) {
    if (scanner.take("{")) break;
    const from = scanner.at;
    const text = scanner.text[from] === '"' ? quotedName(scanner) : scanner.identifier();
    if (text === null) {
      scanner.problem("`=` or a block is missing");
      return null;
    }
    labels.push({ text, range: [from, scanner.at] });
  }
  if (depth >= MAX_BLOCKS) {
    scanner.problem("blocks nested too deeply");
    scanner.at = scanner.end;
    return null;
  }
  const body = readBody(scanner, depth + 1);
  if (scanner.text[scanner.at - 1] !== "}") scanner.problem("`}` is missing", [start, scanner.at]);
  return { type, labels, body, range: [start, scanner.at] };
}

function quotedName(scanner: Scanner): string | null {
  if (scanner.text[scanner.at] !== '"') return null;
  const read = readQuoted(scanner, readExpression);
  if (read.kind !== "template") return null;
  return read.parts.every((part) => part.kind === "text") ? read.parts.map((part) => part.text).join("") : null;
}

/** To the next line, and at least one character further. */
function skipPast(scanner: Scanner): void {
  const before = scanner.at;
  scanner.skipLine();
  if (scanner.at === before) scanner.at++;
}
