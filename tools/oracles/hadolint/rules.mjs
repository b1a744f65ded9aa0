/** The ESLint rules of hadolint-wasm beside hadolint's own JSON. */
import { ESLint } from "eslint";
import plugin from "hadolint-wasm/eslint-plugin";
import { difference } from "../support/files.mjs";
import { ask } from "./real.mjs";

/** What the plugin adds so that rules are there which hadolint has off. */
const OFF_BY_DEFAULT = ["--style=DL1001", "--style=DL3057"];

/**
 * Lints texts with all rules. What our language cannot parse has its message alone, and is counted.
 *
 * @param {string} program @param {{ name: string, text: string }[]} files @param {(text: string) => void} report
 * @returns {Promise<{ compared: number, findings: number, unparsed: number }>}
 */
export async function compareRules(program, files, report) {
  const settings = { "go-indep": { hadolint: { engine: program, config: false } } };
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [...plugin.configs.all, { settings, linterOptions: { reportUnusedDisableDirectives: "off" } }] });
  let [compared, findings, unparsed] = [0, 0, 0];
  for (const { name, text } of files) {
    const [result] = await eslint.lintText(text, { filePath: "oracle/Dockerfile" });
    if (result.messages.some(({ fatal }) => fatal)) {
      unparsed++;
      continue;
    }
    const wanted = ask(program, OFF_BY_DEFAULT, text.replace(/^\uFEFF/, "")).map(({ line, code }) => `${line} ${code}`);
    const differs = difference(wanted.sort(), result.messages.map(shown).sort());
    if (differs !== null) report(`${name}, ESLint: ${differs}`);
    compared++;
    findings += wanted.length;
  }
  return { compared, findings, unparsed };
}

/** Rules of several codes name the code in the message. @param {{ line: number, ruleId: string | null, message: string }} message */
function shown({ line, ruleId, message }) {
  const rule = String(ruleId).replace("hadolint/", "");
  return `${line} ${rule === "shellcheck" || rule === "other" ? message.split(":")[0] : rule}`;
}
