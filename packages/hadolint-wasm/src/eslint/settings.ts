import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { HadolintConfig } from "../config/config.js";
import { HadolintError } from "../error.js";
import type { LintOptions } from "../lint.js";

/** `settings["go-indep"].hadolint` */
export interface HadolintSettings {
  /** hadolint's configuration, or a file with it. Default: `.hadolint.yaml` or `.hadolint.yml` of the working directory, as for hadolint itself; false: none */
  readonly config?: HadolintConfig | string | false;
  readonly engine?: LintOptions["engine"];
  readonly limits?: LintOptions["limits"];
}

interface LintedFile {
  readonly cwd: string;
  readonly physicalFilename: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** @throws HadolintError when the settings have another shape */
export function optionsFor({ cwd, physicalFilename, settings }: LintedFile): LintOptions {
  const { config, engine, limits } = settingsOf(settings);
  return {
    filename: physicalFilename,
    ...(engine === undefined ? {} : { engine: engine.startsWith("package:") ? engine : resolve(cwd, engine) }),
    ...(limits === undefined ? {} : { limits }),
    ...configIn(cwd, config),
  };
}

function settingsOf(settings: LintedFile["settings"]): HadolintSettings {
  const ours = (settings["go-indep"] as { readonly hadolint?: unknown } | undefined)?.hadolint ?? {};
  if (typeof ours !== "object" || Array.isArray(ours)) throw new HadolintError("configuration", 'settings["go-indep"].hadolint: an object is expected');
  const { engine } = ours as { readonly engine?: unknown };
  if (engine !== undefined && typeof engine !== "string") throw new HadolintError("configuration", 'settings["go-indep"].hadolint.engine: a text is expected');
  return ours;
}

function configIn(cwd: string, config: HadolintSettings["config"]): Pick<LintOptions, "config"> {
  if (config === false) return {};
  if (config !== undefined) return { config: typeof config === "string" ? resolve(cwd, config) : config };
  const file = [".hadolint.yaml", ".hadolint.yml"].map((name) => join(cwd, name)).find((path) => existsSync(path));
  return file === undefined ? {} : { config: file };
}
