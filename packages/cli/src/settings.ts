import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LineIndex, readSettings, SETTINGS_FILE, type Settings } from "@go-indep/core";
import { UsageError } from "./errors.js";

/**
 * The settings of a run: those of the configuration file at the root of the repository, and the options, which win.
 *
 * @throws UsageError that names each line, when something in the file is wrong
 */
export function settingsOf(root: string, asOf: string | null): Settings {
  const settings = settingsIn(root);
  return asOf === null ? settings : { ...settings, asOf };
}

function settingsIn(root: string): Settings {
  const text = textOf(join(root, SETTINGS_FILE));
  if (text === null) return {};
  const { settings, problems } = readSettings(text, SETTINGS_FILE);
  if (settings !== null) return settings;
  const lines = new LineIndex(text);
  throw new UsageError(
    problems
      .map((problem) => {
        const { line, column } = lines.positionAt(problem.at?.start ?? 0);
        return `${SETTINGS_FILE}:${line}:${column + 1}  ${problem.text}`;
      })
      .join("\n"),
  );
}

/** Null when there is no such file. */
function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/u, "");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new UsageError(`${SETTINGS_FILE} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
