import type { Origin } from "../../text/index.js";
import { checkSettings } from "./check.js";
import type { Settings } from "./model.js";
import { SettingsPlaces } from "./places.js";

/** The configuration file of a repository, at its root. */
export const SETTINGS_FILE = "go-indep-lint.config.json";

/** Something wrong in a configuration file. */
export interface SettingsProblem {
  /** without a final stop */
  readonly text: string;
  /** null when the settings come from no file */
  readonly at: Origin | null;
}

/** Reads a configuration file; `settings` is null when something in it is wrong. Never throws. */
export function readSettings(text: string, file: string): { readonly settings: Settings | null; readonly problems: readonly SettingsProblem[] } {
  const parsed = parseJson(text);
  if ("error" in parsed) return { settings: null, problems: [{ text: `no JSON: ${parsed.error}`, at: { file, start: parsed.offset, end: parsed.offset } }] };
  const faults = checkSettings(parsed.value);
  if (faults.length > 0) {
    const places = new SettingsPlaces(text, file);
    return { settings: null, problems: faults.map(({ path, text: what, isName }) => ({ text: what, at: places.at(path, isName) })) };
  }
  const { $schema: _, ...settings } = parsed.value as Settings & { readonly $schema?: string };
  return { settings: { ...settings, source: file }, problems: [] };
}

function parseJson(text: string): { readonly value: unknown } | { readonly error: string; readonly offset: number } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /at position (\d+)/.exec(message)?.[1];
    const offset = position === undefined ? offsetOfToken(text) : Number(position);
    return { error: message.replace(/ in JSON at position.*$/su, "").replace(/, "[\s\S]*$|, \.\.\.[\s\S]*$/u, ""), offset };
  }
}

/** Of an unexpected token V8 does not tell the place: the text up to it is refused for what it lacks, and with it for what it has. */
function offsetOfToken(text: string): number {
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (hasUnexpectedToken(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return hasUnexpectedToken(text.slice(0, bad)) ? good : text.length;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return error instanceof Error && error.message.startsWith("Unexpected token");
  }
}
