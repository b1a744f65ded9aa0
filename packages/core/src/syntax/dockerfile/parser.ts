import { carrier } from "../../text/index.js";
import type { Comment, Dockerfile, Instruction, StageNode, SyntaxProblem } from "./ast.js";
import { checkInstructions } from "./check.js";
import { readDirectives } from "./directives.js";
import { readHeredocs } from "./heredoc.js";
import { complete, heredocOwner, InstructionParser } from "./instruction.js";
import { LineReader, readLogicalLine } from "./lines.js";

/**
 * Parses a Dockerfile. Never throws: what BuildKit rejects is listed in `problems`, and the tree holds what could be read all the same.
 *
 * @param text the file's text; offsets count its UTF-16 units (a byte order mark too, when there is one)
 * @param file path for the origins of texts, relative to the root of the repository
 */
export function parseDockerfile(text: string, file: string): Dockerfile {
  const problems: SyntaxProblem[] = [];
  const comments: Comment[] = [];
  const reader = new LineReader(text, problems);
  const { directives, escape } = readDirectives(reader, problems);
  const parser = new InstructionParser(escape, problems);
  const instructions: Instruction[] = [];
  for (let line = readLogicalLine(reader, file, escape, comments); line !== null; line = readLogicalLine(reader, file, escape, comments)) {
    const head = parser.parse(line.text);
    const owner = heredocOwner(head);
    const bodyStart = reader.offset;
    const heredocs = owner === null ? [] : readHeredocs(line.text, reader, file, problems);
    const end = heredocs.length === 0 ? head.range[1] : trimLineEnd(text, bodyStart, reader.offset);
    instructions.push(complete(head, { heredocs, owner, startLine: line.startLine, endLine: reader.lineNumber, end }));
  }
  checkInstructions(instructions, text.length, problems);
  problems.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const firstFrom = instructions.findIndex(({ name }) => name === "FROM");
  const preamble = firstFrom === -1 ? instructions : instructions.slice(0, firstFrom);
  return {
    type: "Dockerfile",
    range: [0, text.length],
    escape,
    directives,
    comments,
    preamble,
    stages: stagesOf(instructions.slice(preamble.length)),
    problems,
  };
}

function stagesOf(instructions: readonly Instruction[]): readonly StageNode[] {
  const stages: { from: Instruction; body: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.name === "FROM") stages.push({ from: instruction, body: [] });
    else stages.at(-1)?.body.push(instruction);
  }
  return stages.map(({ from, body }) => ({
    type: "Stage",
    range: [from.range[0], (body.at(-1) ?? from).range[1]],
    from,
    alias: aliasOf(from),
    body,
  }));
}

function aliasOf({ args }: Instruction): StageNode["alias"] {
  const [, as, alias] = args;
  return as !== undefined && alias !== undefined && /^as$/iu.test(carrier(as.text)) ? alias : null;
}

function trimLineEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (text[at - 1] === "\n" || text[at - 1] === "\r")) at--;
  return at;
}
