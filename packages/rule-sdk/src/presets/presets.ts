import type { ConfigObject, Plugin, RulesConfig } from "@eslint/core";
import { NAMESPACE } from "../languages/names.js";
import { goIndep } from "../languages/plugin.js";
import type { Rule } from "../rule/types.js";
import { FILES, IGNORES, isNamedWithoutExtension, LOOKALIKES, type FileKind } from "./files.js";

export interface PresetOptions {
  /** the key of the plugin in configurations: "go-dockerfile" */
  readonly namespace: string;
  readonly plugin: Plugin;
  readonly rules: Readonly<Record<string, Rule>>;
  /** the files that the plugin's rules report in */
  readonly files: readonly FileKind[];
}

/**
 * A preset as ESLint's configuration: for each kind of file one object with everything it needs (files, language, processor, plugins), so that
 * neither a user's configuration for JavaScript meets these files nor ours meets theirs.
 *
 * @param name "recommended"
 * @param severities by full rule name; a rule is left out for languages that it does not support
 */
export function preset({ namespace, plugin, rules, files }: PresetOptions, name: string, severities: RulesConfig): ConfigObject[] {
  return files.map((kind) => ({
    name: `${namespace}/${name}/${kind}`,
    files: [...FILES[kind]],
    ignores: isNamedWithoutExtension(kind) ? [...IGNORES, ...LOOKALIKES] : IGNORES,
    language: `${NAMESPACE}/${kind}`,
    processor: `${NAMESPACE}/evidence`,
    plugins: { [NAMESPACE]: goIndep, [namespace]: plugin },
    rules: Object.fromEntries(
      Object.entries(severities).filter(([id]) => supports(rules[id.slice(namespace.length + 1)], `${NAMESPACE}/${kind}`)),
    ),
  }));
}

function supports(rule: Rule | undefined, language: string): boolean {
  return rule?.meta.languages.some((supported) => supported === language || supported === `${NAMESPACE}/*` || supported === "*") ?? false;
}
