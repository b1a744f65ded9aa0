import { carrier } from "../../../packages/core/dist/text/index.js";
import { parseDockerfile } from "../../../packages/core/dist/syntax/dockerfile/index.js";
import { difference } from "../support/files.mjs";

/** Compares one text; returns the number of instructions, and calls `report` for each difference. */
export function compareFile(text, expected, report) {
  const check = (what, wanted, got) => {
    const found = difference(wanted, got);
    if (found !== null) report(`${what}: ${found}`);
  };
  const parsed = parseDockerfile(text, "Dockerfile");
  check(`refused (${expected.Error})`, expected.Error !== "", parsed.problems.length > 0);
  if (!expected.LinesParsed) return 0;
  check("escape", expected.Escape, parsed.escape);
  const instructions = [...parsed.preamble, ...parsed.stages.flatMap(({ from, body }) => [from, ...body])];
  check("number of instructions", expected.Nodes.length, instructions.length);
  for (const [i, node] of expected.Nodes.entries()) {
    const instruction = instructions[i];
    if (instruction === undefined) break;
    const where = `line ${node.StartLine} ${node.Name}`;
    check(`${where}: lines`, [node.StartLine, node.EndLine], [instruction.startLine, instruction.endLine]);
    compareInstruction(text, node, instruction, (what, wanted, got) => check(`${where}: ${what}`, wanted, got));
    const heredocs = (instruction.inner ?? instruction).heredocs.map((h) => [h.delimiter, carrier(h.body), h.expand, h.stripTabs]);
    check(`${where}: heredocs`, (node.Heredocs ?? []).map((h) => [h.Name, h.Content, h.Expand, h.Chomp]), heredocs);
  }
  return expected.Nodes.length;
}

function compareInstruction(text, node, instruction, check) {
  check("keyword", KEYWORDS.has(node.Name.toUpperCase()) ? node.Name.toUpperCase() : node.Name, instruction.name);
  check("flags", node.Flags ?? [], instruction.flags.map((flag, i) => printFlag(flag, node.Flags?.[i])));
  check("JSON", node.JSON, instruction.form === "exec");
  if (node.Inner) {
    if (instruction.inner === null) check("inner", node.Inner.Name, null);
    else compareInstruction(text, node.Inner, instruction.inner, (what, wanted, got) => check(`inner ${what}`, wanted, got));
    return;
  }
  check("inner", null, instruction.inner);
  if (KEYWORDS.has(instruction.name)) check("arguments", node.Args ?? [], argumentsOf(text, instruction));
}

/** In BuildKit's shape: ENV and LABEL as name, value, separator; ARG as words. */
function argumentsOf(text, { name, args, pairs }) {
  if (name === "ARG") return pairs.map((pair) => carrier(pair.name) + (pair.value === null ? "" : `=${carrier(pair.value)}`));
  if (name === "ENV" || name === "LABEL") {
    return pairs.flatMap((pair) => [carrier(pair.name), carrier(pair.value ?? { pieces: [] }), separator(text, pair)]);
  }
  return args.map((argument) => carrier(argument.text));
}

/** BuildKit keeps no arguments of other instructions. */
const KEYWORDS = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(" "),
);

function separator(text, { range, name }) {
  const end = name.pieces.at(-1)?.origin.end ?? range[0];
  // a name that a continuation cuts from its "=" is the only way to have something between them
  return text.slice(end, range[1]).replace(/^[\\`][ \t]*\r?\n(?:[ \t]*(?:#.*)?\r?\n)*/, "").startsWith("=") ? "=" : "";
}

/** As BuildKit copies flags: byte by byte, each byte a character. Outside of quotes it takes two of them for white space, which ends a flag. */
function printFlag({ name, value }, expected) {
  const bytes = Buffer.from(`--${name}${value === null ? "" : `=${carrier(value)}`}`).toString("latin1");
  return bytes === expected ? bytes : bytes.replace(/[\u0085\u00a0].*$/s, "");
}
