import { carrier } from "../../../packages/core/dist/text/index.js";
import { parseDockerfile } from "../../../packages/core/dist/syntax/dockerfile/index.js";

/** Checks that every node stands where its range says; returns the number of checks. */
export function compareRanges(text, report) {
  let checks = 0;
  const expect = (holds, what) => {
    checks++;
    if (!holds) report(`range: ${what}`);
  };
  const parsed = parseDockerfile(text, "f");
  const within = (node, parent) => expect(node.range[0] >= parent.range[0] && node.range[1] <= parent.range[1], `${node.type} ${node.range} leaves ${parent.type} ${parent.range}`);
  const pieces = (traced, exact, what) => {
    for (const { text: written, origin } of traced.pieces) {
      const source = text.slice(origin.start, origin.end);
      expect(exact || source.length === written.length ? source === written : source.startsWith("\\"), `${what}: ${JSON.stringify(written)} is not ${JSON.stringify(source)}`);
    }
  };
  const ends = (node, first, last) => {
    const [start, end] = [first.pieces[0]?.origin.start, last.pieces.at(-1)?.origin.end];
    if (start !== undefined) expect(start === node.range[0], `${node.type} does not start at ${start}`);
    if (end !== undefined) expect(end === node.range[1], `${node.type} does not end at ${end}`);
  };
  const visit = (instruction, parent) => {
    within(instruction, parent);
    expect(text.slice(...instruction.keyword).replace(/[\\`][ \t]*\r?\n/g, "").toLowerCase() === instruction.name.toLowerCase() || instruction.keyword[1] - instruction.keyword[0] > instruction.name.length, `keyword of ${instruction.name}`);
    for (const flag of instruction.flags) {
      within(flag, instruction);
      expect(text.startsWith("--", flag.range[0]) || /^-[\\`]/.test(text.slice(flag.range[0])), `flag ${flag.name}`);
      if (flag.value !== null) pieces(flag.value, true, "flag");
    }
    for (const argument of instruction.args) {
      within(argument, instruction);
      const quoted = instruction.form === "exec" && text[argument.range[0]] === '"';
      pieces(argument.text, !quoted, "argument");
      if (quoted) expect(text[argument.range[1] - 1] === '"', "element ends without a quotation mark");
      else ends(argument, argument.text, argument.text);
    }
    for (const pair of instruction.pairs) {
      within(pair, instruction);
      pieces(pair.name, true, "name");
      if (pair.value !== null) pieces(pair.value, true, "value");
      if (pair.value !== null && pair.value.pieces.length > 0 && pair.name.pieces.length > 0) ends(pair, pair.name, pair.value);
    }
    for (const heredoc of instruction.heredocs) {
      within(heredoc, instruction);
      expect(/^\d*<<|^\d*[\\`]|^\d*</.test(text.slice(...heredoc.range)), `heredoc ${heredoc.delimiter}`);
      pieces(heredoc.body, true, "body");
      if (!heredoc.stripTabs) expect(text.slice(...heredoc.bodyRange) === carrier(heredoc.body), `body of ${heredoc.delimiter}`);
    }
    if (instruction.inner !== null) visit(instruction.inner, instruction);
  };
  for (const instruction of parsed.preamble) visit(instruction, parsed);
  for (const stage of parsed.stages) {
    within(stage, parsed);
    for (const instruction of [stage.from, ...stage.body]) visit(instruction, stage);
    if (stage.alias !== null) within(stage.alias, stage.from);
  }
  for (const comment of parsed.comments) expect(text.slice(...comment.range) === `#${comment.value}`, "comment");
  for (const directive of parsed.directives) expect(text[directive.range[0]] === "#", "directive");
  for (const problem of parsed.problems) within({ type: "problem", ...problem }, parsed);
  return checks;
}
