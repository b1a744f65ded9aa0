/** The text of build information. Source: runtime/debug/mod.go, ParseBuildInfo. */
import { stringLiteralValue } from "../go/index.js";
import type { GoBuildInfo, GoBuildSetting, GoModule } from "./model.js";

type ModuleInfo = Omit<GoBuildInfo, "goVersion">;

/** What is wrong, as a phrase, where Go would not accept the text. */
export function parseModuleInfo(text: string): ModuleInfo | string {
  let path = "";
  let main: GoModule | null = null;
  const deps: GoModule[] = [];
  const settings: GoBuildSetting[] = [];
  /** puts a replacement where its module stands */
  let replace: ((by: GoModule) => void) | null = null;

  // What follows the last line feed is no line.
  for (const [i, line] of text.split("\n").slice(0, -1).entries()) {
    const at = `line ${i + 1}: `;
    const tab = line.indexOf("\t");
    const rest = line.slice(tab + 1);
    switch (line.slice(0, tab + 1)) {
      case "path\t":
        path = rest;
        break;
      case "mod\t": {
        const module = moduleOf(rest);
        if (module === null) return `${at}a module has two or three columns`;
        main = module;
        replace = (by) => (main = { ...module, replace: by });
        break;
      }
      case "dep\t": {
        const module = moduleOf(rest);
        if (module === null) return `${at}a module has two or three columns`;
        const index = deps.push(module) - 1;
        replace = (by) => (deps[index] = { ...module, replace: by });
        break;
      }
      case "=>\t": {
        const module = moduleOf(rest);
        if (module === null || rest.split("\t").length !== 3) return `${at}a replacement has three columns`;
        if (replace === null) return `${at}a replacement without a module`;
        replace(module);
        replace = null;
        break;
      }
      case "build\t": {
        const setting = settingOf(rest);
        if (typeof setting === "string") return at + setting;
        settings.push(setting);
        break;
      }
      default:
    }
  }
  return { path, main, deps, settings };
}

function moduleOf(columns: string): GoModule | null {
  const [path = "", version, sum = "", ...more] = columns.split("\t");
  return version === undefined || more.length > 0 ? null : { path, version, sum, replace: null };
}

const NEEDS_QUOTES = /[ \t\r\n"`]/;

function settingOf(text: string): GoBuildSetting | string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|`[^`]*`)/.exec(text)?.[0];
  const key = quoted === undefined ? text.slice(0, Math.max(0, text.indexOf("="))) : stringLiteralValue(quoted);
  if (key === null || key === "" || (quoted === undefined && NEEDS_QUOTES.test(key))) return "a setting without a key";
  const rest = text.slice((quoted ?? key).length);
  if (!rest.startsWith("=")) return "a setting without =";
  const raw = rest.slice(1);
  if (!/^["`]/.test(raw)) return NEEDS_QUOTES.test(raw) ? "a value that needs quotes" : { key, value: raw };
  const value = stringLiteralValue(raw);
  return value === null ? "a value with wrong quotes" : { key, value };
}
