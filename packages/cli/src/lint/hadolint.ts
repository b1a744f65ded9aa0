import { UsageError } from "../errors.js";
import { checkingOwnOptions } from "./own-options.js";
import type { Config } from "./zero-config.js";

export interface Hadolint {
  /** added to our own configuration */
  readonly config: Config;
  /** the last line of the report: results depend on which hadolint it is */
  readonly summary: string;
}

/**
 * What `--hadolint` adds. It is loaded only when it is asked for.
 *
 * @param root the analysed repository: no engine is taken from there, unless the environment names it
 * @param userConfig the configuration that is used in place of ours
 * @throws UsageError when there is no hadolint, or nothing to add to
 */
export async function loadHadolint(root: string, userConfig: string | null): Promise<Hadolint> {
  if (userConfig !== null) throw new UsageError(`--hadolint adds to our own configuration, and ${userConfig} is used: add hadolint-wasm/eslint-plugin to it, or give --config none`);
  const [{ findEngine, HadolintError }, { default: plugin }] = await Promise.all([import("hadolint-wasm"), import("hadolint-wasm/eslint-plugin")]);
  try {
    const { kind, path, from } = findEngine({ tree: root });
    return { config: checkingOwnOptions(plugin, plugin.configs.recommended), summary: `hadolint: ${path} (${kind}, by ${from})\n` };
  } catch (error) {
    if (error instanceof HadolintError) throw new UsageError(error.message);
    throw error;
  }
}
