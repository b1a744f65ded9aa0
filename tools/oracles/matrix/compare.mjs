/** Compares a predicted linkage with what really happened. */

/** Parts of go's output that tell the cause, where the predicted text abridges it. */
const PHRASES = {
  b5: [/C compiler .* not found|executable file not found/],
  b6: [/build constraints exclude all Go files/],
  b8: [/Assembler messages[^]*(?:no such instruction|unrecognized|bad register)|unrecognized command-line option|skipping incompatible|file format not recognized|file in wrong format|incompatible with|Relocations in generic ELF/],
  c3: [/ld returned 1 exit status/],
  q11: [/relocation target \S+ not defined/],
  q14: [/fatal error: \S+: No such file or directory|cannot find -l/],
};

/** The kind that the ELF file of a row is. */
export function realKind(row) {
  if (row.build !== "ok") return "fails";
  if (row.format === "archive") return "archive";
  if (row.type === undefined) return "foreign";
  if (/c-shared|plugin|buildmode=shared/.test(row.flags.join(" "))) return "shared-object";
  if (row.interp !== null || row.needed.length > 0) return "dynamic";
  return row.type === "DYN" ? "static-pie" : "static";
}

/**
 * One result for each field: "equal", "within" (what is predicted leaves room, and the truth lies in it), "unknown", or "different" with a text.
 */
export function compareRow(row, linkage) {
  const results = [];
  const add = (field, result, text = "") => results.push({ field, result, text });
  const verdict = (field, predicted, real) => {
    if (predicted.kind === "unknown") add(field, "unknown", predicted.reason.text);
    else add(field, same(predicted.value, real) ? "equal" : "different", `predicted ${JSON.stringify(predicted.value)}, really ${JSON.stringify(real)}`);
  };
  const kind = realKind(row);
  verdict("kind", linkage.kind, kind);
  if (kind === "fails") {
    if (linkage.failure !== null) {
      add("stage", stageOf(row) === linkage.failure.stage ? "equal" : "different", `predicted ${linkage.failure.stage}, really ${stageOf(row)}: ${row.build_output.slice(0, 120)}`);
      add("cause", explains(linkage.failure, row.build_output) ? "equal" : "different", `predicted ${linkage.failure.text} (${linkage.failure.fact}), really ${row.build_output.slice(0, 200)}`);
    }
    return results;
  }
  if (linkage.failure !== null) add("failure", "different", `predicted ${linkage.failure.text}`);
  if (row.type === undefined) return results;
  verdict("interpreter", linkage.interpreter, row.interp);
  results.push(compareNeeded(row.needed, linkage.needed));
  results.push(compareVersions(row.glibc_max, linkage));
  verdict("symtab", linkage.symtab, row.symtab);
  verdict("dwarf", linkage.dwarf, row.dwarf);
  if (row.printed !== undefined) for (const variable of linkage.variables) results.push(compareVariable(row.printed, variable));
  return results;
}

function same(left, right) {
  return JSON.stringify(left) === JSON.stringify(right);
}

function compareNeeded(real, { kind, reason, value }) {
  if (kind === "unknown") return { field: "needed", result: "unknown", text: reason.text };
  const certain = value.libraries.filter((one) => one.certain).map((one) => one.soname);
  const wrong = certain.filter((soname) => !real.includes(soname));
  const missing = value.complete ? real.filter((soname) => !value.items.includes(soname)) : [];
  if (wrong.length > 0 || missing.length > 0) return { field: "needed", result: "different", text: `not needed [${wrong}], not predicted [${missing}], really [${real}]` };
  const text = `predicted [${value.libraries.map((one) => one.soname + (one.certain ? "" : "?"))}], really [${real}]`;
  if (!value.complete || certain.length < value.items.length) return { field: "needed", result: "within", text };
  return { field: "needed", result: same(value.items, real) ? "equal" : "different", text };
}

function compareVersions(real, { glibc, glibcFloor, libcVersion }) {
  const field = "glibc";
  if (glibc.kind === "known") return { field, result: glibc.value === real ? "equal" : "different", text: `predicted ${glibc.value}, really ${real}` };
  if (glibcFloor.kind === "unknown") return { field, result: "unknown", text: glibcFloor.reason.text };
  const below = (a, b) => b === null || (a !== null && order(a) > order(b));
  const ceiling = libcVersion.kind === "known" ? libcVersion.value : null;
  const outside = below(glibcFloor.value, real) || (ceiling !== null && order(real) > order(ceiling));
  return { field, result: outside ? "different" : "within", text: `predicted ${glibcFloor.value} to ${ceiling}, really ${real}: ${glibc.reason.text}` };
}

/** A program with `run` prints "name value" for each of its variables. */
function compareVariable(printed, { target, status, value }) {
  const name = target.slice(target.lastIndexOf(".") + 1);
  if (status.kind === "unknown") return { field: "variable", result: "unknown", text: `${target}: ${status.reason.text}` };
  const isSet = printed.some((line) => line === `${name} ${value.value}`.trimEnd() || line === `${name} ${value.value}`);
  const equal = isSet === (status.value !== "ineffective");
  return { field: "variable", result: equal ? "equal" : "different", text: `predicted ${target} ${status.value}, printed ${printed.filter((line) => line.startsWith(name))}` };
}

function order(version) {
  return version.split(".").reduce((sum, part, i) => sum + Number(part) * 1000 ** (2 - i), 0);
}

/** Where go stopped, as its output tells: "flags" before anything, "packages" while loading, "compile" and "link" under "# package". */
function stageOf({ build_output: text }) {
  if (/^#\s/m.test(text)) return /relocation target|\/link:|^-\w.*flag|flag -|flag provided|cannot use dynamic|running .* failed|usage: link|-X flag|with -X|cannot find -l/m.test(text) ? "link" : "compile";
  if (/requires external \(cgo\)|build constraints exclude|^package |malformed import path|no Go files|cannot find|go: finding|no required module/m.test(text)) return "packages";
  if (/invalid flag in #cgo/.test(text)) return "compile";
  return "flags";
}

function explains({ text, fact }, output) {
  const phrases = PHRASES[fact];
  if (phrases !== undefined) return phrases.every((phrase) => phrase.test(output));
  return output.includes(text) || output.replaceAll(/\s+/g, " ").includes(text);
}
