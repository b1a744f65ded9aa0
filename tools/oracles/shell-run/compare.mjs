/** Compares what a shell did with what the evaluator says it may do. */
import { VARIABLES } from "./programs.mjs";

/** `difference` is null when every command that was started is one that the evaluator tells of, in its order, and none that must run is missing. */
export function compare(real, told, unordered) {
  const inOrder = (list, text) => (unordered ? [...list].sort((a, b) => (text(a) < text(b) ? -1 : 1)) : list);
  const difference =
    calls(
      inOrder(real.calls, (call) => call.words.join("|")),
      inOrder(told.calls, (call) => call.words.map((word) => show(word.value)).join("|")),
    ) ?? status(real, told) ?? (admits(told.output.pieces, real.output) ? null : `standard output: ${JSON.stringify(real.output)}, told ${JSON.stringify(show(told.output))}`);
  const isExact = told.calls.every((call) => call.certainty === "must" && call.words.every((word) => word.kind === "word" && isKnown(word.value)));
  return { difference: difference === null ? null : `${difference}${real.errors === "" ? "" : `\n    stderr: ${real.errors.trim()}`}`, isExact };
}

function status(real, told) {
  if (told.status === "unknown") return null;
  // A script that fails ends the build: what is told of one that may fail holds for those that do not.
  return (real.status === 0) === (told.status === "success") ? null : `exit status ${real.status}, told ${told.status}`;
}

function calls(real, told) {
  const memo = new Map();
  let furthest = [0, 0];
  const match = (i, j) => {
    if (i + j > furthest[0] + furthest[1]) furthest = [i, j];
    if (j === told.length) return i === real.length;
    const key = i * (told.length + 1) + j;
    if (!memo.has(key)) {
      const here = told[j];
      const mayRun = here.certainty === "may";
      const matches = i < real.length && sameCall(real[i], here);
      // What may run may also run several times: the body of a loop.
      let start = j;
      while (mayRun && start > 0 && told[start - 1].certainty === "may") start--;
      const again = () => mayRun && Array.from({ length: j - start + 1 }, (_, k) => start + k).some((from) => match(i + 1, from));
      memo.set(key, (matches && (match(i + 1, j + 1) || again())) || (mayRun && match(i, j + 1)));
    }
    return memo.get(key);
  };
  if (match(0, 0)) return null;
  const [i, j] = furthest;
  return `command ${i + 1} of ${real.length}: started ${JSON.stringify(real[i] ?? null)}, told ${told[j] === undefined ? "nothing more" : showCall(told[j])}`;
}

function sameCall(real, told) {
  if (told.directory !== null && told.directory !== real.directory) return false;
  return sameWords(real.words, told.words, 0, 0) && VARIABLES.every((name) => sameVariable(real.variables[name], told.variables[name]));
}

function sameWords(real, told, i, j) {
  if (j === told.length) return i === real.length;
  if (told[j].kind === "gap") return sameWords(real, told, i, j + 1) || (i < real.length && sameWords(real, told, i + 1, j));
  return i < real.length && admits(told[j].value.pieces, real[i]) && sameWords(real, told, i + 1, j + 1);
}

function sameVariable(real, told) {
  if (real === null) return told === null || told.set === "maybe";
  return told !== null && admits(told.value.pieces, real);
}

/** Whether a text is one of the concretisations of a traced text. */
function admits(pieces, text) {
  const [piece, ...more] = pieces;
  if (piece === undefined) return text === "";
  if (piece.kind === "literal") return text.startsWith(piece.text) && admits(more, text.slice(piece.text.length));
  if (piece.kind === "oneOf") return piece.alternatives.some(({ value }) => admits([...value.pieces, ...more], text));
  for (let length = piece.shape.mayBeEmpty ? 0 : 1; length <= text.length; length++) {
    if (!piece.shape.mayHaveBlanks && /[ \t\n]/.test(text.slice(0, length))) return false;
    if (admits(more, text.slice(length))) return true;
  }
  return false;
}

function isKnown(text) {
  return text.pieces.every((piece) => piece.kind === "literal");
}

function show(text) {
  return text.pieces.map((piece) => (piece.kind === "literal" ? piece.text : piece.kind === "unknown" ? `<${piece.reason.text}>` : `{${piece.alternatives.map(({ value }) => show(value)).join("|")}}`)).join("");
}

function showCall({ words, directory, certainty, variables }) {
  const set = VARIABLES.flatMap((name) => (variables[name] === null ? [] : [`${name}=${show(variables[name].value)}${variables[name].set === "maybe" ? "?" : ""}`]));
  return `${certainty} [${words.map((word) => (word.kind === "gap" ? `<<${show(word.value)}>>` : show(word.value))).join("|")}] in ${directory} with ${set.join(" ")}`;
}
