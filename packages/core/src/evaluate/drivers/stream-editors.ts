/** Programs with a language of their own that change text: sed, awk, perl. */
import { literalOf } from "../../text/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { MAY_FAIL } from "../result.js";
import { commandText, parseArguments, programName } from "./arguments.js";
import { fieldsOfAwk, filtered } from "./filters.js";
import { pathOperands } from "./paths.js";
import { readText } from "./read-text.js";
import { SedScript } from "./sed-script.js";
import { notUnderstood } from "../may-hide-build.js";

/** `sed -i`, `perl -pi`, `awk -i inplace`: the files are there, their text is not known any more. */
export const streamEditorDriver: Driver = {
  names: ["sed", "gsed", "perl", "awk", "gawk", "mawk"],
  run(call, machine) {
    const name = programName(call);
    const inPlace = call.words.slice(1).some((word) => inPlaceOption(name, literalOf(word.value) ?? ""));
    if (!inPlace) return name === "perl" ? perl(call, machine) : (printed(name, call, machine) ?? machine.unknownOutput(call, `output of \`${commandText(call, 2)}\``));
    const args = parseArguments(call, { withValue: ["-e", "--expression", "-f", "--file", "-v", ...(name === "sed" || name === "gsed" ? [] : ["-I", "-M"])] });
    const operands = args.has("-e", "--expression", "-f", "--file") ? args.operands : args.operands.slice(1);
    const { paths, unknown } = pathOperands(operands, call, machine);
    for (const { path } of paths) {
      if (machine.files.stat(path).kind !== "directory") machine.files.write(path, { content: null, artifacts: [], from: `${name} -i` }, call.certainty);
    }
    if (unknown || args.gap !== null) machine.files.disturb(call.directory ?? "/", `${name} -i of files that are not known`, call.at);
    return MAY_FAIL;
  },
};

function inPlaceOption(name: string, text: string): boolean {
  if (name === "perl") return /^-[a-zA-Z]*i/.test(text);
  if (name.endsWith("awk")) return text === "inplace";
  return /^-[a-zA-Z]*i/.test(text) || text.startsWith("--in-place");
}

function printed(name: string, call: CommandCall, machine: Machine): CommandResult | null {
  return name.endsWith("sed") ? sed(call, machine) : fieldsOfAwk(call, machine);
}

/** Null when the script or the options are not understood. */
function sed(call: CommandCall, machine: Machine): CommandResult | null {
  const args = parseArguments(call, { withValue: ["-e", "--expression", "-f", "--file", "-l", "--line-length"] });
  if (args.gap !== null || args.has("-f", "--file", "-s", "--separate", "-z", "--null-data", "-l", "--line-length", "--posix", "--debug")) return null;
  const expressions = args.values("-e", "--expression");
  const [first, ...rest] = args.operands;
  const scripts = (expressions.length > 0 ? expressions : first === undefined ? [] : [first]).map((script) => literalOf(script));
  const text = readText(expressions.length > 0 ? args.operands : rest, call, machine);
  const known = scripts.filter((script) => script !== null);
  if (text === null || known.length === 0 || known.length < scripts.length) return null;
  const script = SedScript.parse(known.join("\n"), { extended: args.has("-E", "-r", "--regexp-extended"), quiet: args.has("-n", "--quiet", "--silent") });
  return script === null ? null : filtered((input) => script.run(input), text);
}

/** A Perl program may do anything; one-liners that print are taken as such. */
function perl(call: CommandCall, machine: Machine): CommandResult {
  const oneLiner = call.words.slice(1, 4).some((word) => /^-[a-zA-Z]*[enp]/.test(literalOf(word.value) ?? ""));
  if (!oneLiner) {
    machine.record(notUnderstood({ code: "not-understood", text: "`perl` is not understood", at: call.at }, "perl", call.chain, false));
    machine.files.disturb("/", "`perl` is not understood", call.at);
  }
  return machine.unknownOutput(call, "output of `perl`");
}
