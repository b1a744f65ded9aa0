import { readGoBody } from "../../../packages/core/dist/syntax/go/index.js";
import { difference } from "../support/files.mjs";
import { withoutBlanks } from "./compare-header.mjs";

/**
 * Returns the number of things compared; calls `report` for each list that differs. Files that go/parser refuses are read, and nothing more: core
 * accepts some of them, because it does not check what follows from the grammar only indirectly.
 */
export function compareBody({ text, units }, expected, report) {
  const body = readGoBody(text);
  if (expected.Error !== "") return 1;
  const range = ([start, end]) => [units(start), units(end)];
  const optional = (span) => (span === undefined || span === null ? null : range(span));
  const slice = (span) => text.slice(...range(span));
  const lists = {
    values: [
      expected.Values?.map((v) => [v.Kind, v.Name, range(v.Range), v.Type ? slice(v.Type) : null, optional(v.Init), v.Literal]),
      body.values.map((v) => [v.kind, v.name, v.range, v.typeText, v.initialiser?.range ?? null, v.initialiser?.literal ?? ""]),
    ],
    functions: [expected.Functions?.map((f) => [f.Name, range(f.Range), optional(f.Body)]), body.functions.map((f) => [f.name, f.range, f.bodyRange])],
    types: [expected.Types?.map((t) => [t.Name, t.IsAlias, slice(t.Type), range(t.Range)]), body.types.map((t) => [t.name, t.isAlias, t.typeText, t.range])],
    calls: [
      expected.Calls?.map((c) => [slice(c.Callee), range(c.Range), (c.Args ?? []).map((a) => [range(a.Range), oneReplacement(a.Value ?? null)]), c.IsSpread, c.InFunction, c.AssignedTo?.map(slice) ?? null]),
      body.calls.map((c) => [c.callee, c.range, c.args.map((a) => [a.range, oneReplacement(a.stringValue)]), c.isSpread, c.inFunction, c.assignedTo]),
    ],
    receives: [
      expected.Receives?.map((c) => [slice(c.Channel), range(c.Range), c.InFunction, c.InLoop, c.InSelect, c.AssignedTo?.map(slice) ?? null]),
      body.receives.map((c) => [c.channel, c.range, c.inFunction, c.inLoop, c.inSelect, c.assignedTo]),
    ],
    assignments: [expected.Assignments?.map((a) => [a.Name, a.InFunction, range(a.Range)]), body.assignments.map((a) => [a.name, a.inFunction, a.range])],
    strings: [expected.Strings?.map((s) => [oneReplacement(s.Value), range(s.Range), s.InFunction]), body.strings.map((s) => [oneReplacement(s.value), s.range, s.inFunction])],
    directives: [expected.Directives?.map((d) => withoutBlanks(d, range)), body.directives.map((d) => [text.slice(...d.range), d.range])],
  };
  let nodes = 1;
  if (body.problem !== null) report(`refused: ${body.problem.message} at ${body.problem.range[0]}`);
  for (const [name, [wanted = [], got]] of Object.entries(lists)) {
    nodes += wanted.length;
    const i = wanted.findIndex((item, at) => difference(item, got[at]) !== null);
    if (i >= 0) report(`${name} ${i}: ${difference(wanted[i], got[i])}`);
    else if (got.length !== wanted.length) report(`${name}: ${got.length} instead of ${wanted.length}, first ${JSON.stringify(got[wanted.length])}`);
  }
  return nodes;
}

/** Bytes that are no UTF-8 are one or several replacement characters, depending on who decodes. */
function oneReplacement(value) {
  return value === null ? null : value.replace(/\ufffd+/g, "\ufffd");
}
