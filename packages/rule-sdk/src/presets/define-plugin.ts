import type { ConfigObject, Plugin, RulesConfig } from "@eslint/core";
import type { Rule } from "../rule/types.js";
import type { FileKind } from "./files.js";
import { preset } from "./presets.js";
import type { PresetName } from "./severity.js";

export interface PluginSpec<Extra extends string> {
  /** of the npm package */
  readonly name: string;
  readonly version: string;
  /** prefix of the rules, and the key of the plugin in configurations: "go-dockerfile" */
  readonly namespace: string;
  readonly rules: Readonly<Record<string, Rule>>;
  /** severities by full rule name */
  readonly severities: Readonly<Record<PresetName, RulesConfig>>;
  /** the files of the presets */
  readonly files: readonly FileKind[];
  /** further configurations: the severities of `recommended` for files that are not linted unasked */
  readonly extra?: Readonly<Record<Extra, readonly FileKind[]>>;
}

/** A finished plugin: `configs.recommended` and the like are arrays that can be spread or named in `extends`. */
export interface GoPlugin<Extra extends string = never> extends Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, Rule>;
  readonly configs: Record<PresetName | Extra, ConfigObject[]>;
}

export function definePlugin<Extra extends string = never>(spec: PluginSpec<Extra>): GoPlugin<Extra> {
  const { name, version, namespace, rules, severities, files, extra } = spec;
  const configs: Record<string, ConfigObject[]> = {};
  const plugin = { meta: { name, version, namespace }, rules: { ...rules }, configs } as GoPlugin<Extra>;
  for (const [key, rulesOfPreset] of Object.entries(severities)) configs[key] = preset({ namespace, plugin, rules, files }, key, rulesOfPreset);
  for (const [key, kinds] of Object.entries<readonly FileKind[]>(extra ?? ({}))) {
    configs[key] = preset({ namespace, plugin, rules, files: kinds }, key, severities.recommended);
  }
  return plugin;
}
