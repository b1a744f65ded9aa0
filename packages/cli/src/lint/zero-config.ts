import type { Settings } from "@go-indep/core";
import dockerfile from "@go-indep/eslint-plugin-dockerfile";
import gomod from "@go-indep/eslint-plugin-gomod";
import ldflags from "@go-indep/eslint-plugin-ldflags";
import type { GoPlugin } from "@go-indep/rule-sdk";
import type { ESLint } from "eslint";
import { checkingOwnOptions } from "./own-options.js";

export type Config = Extract<NonNullable<ESLint.Options["overrideConfig"]>, readonly unknown[]>;

/** A file that no preset lints, in which there are findings. */
export interface OtherFile {
  /** from the working directory */
  readonly path: string;
  /** from the root of the repository */
  readonly own: string;
}

/** The recommended rules of all plugins, for repositories without an ESLint configuration of their own. */
export function zeroConfig(settings: Settings, others: readonly OtherFile[]): Config {
  const plugins = [dockerfile, ldflags, gomod];
  return [
    { ignores: ["**/*.@(js|mjs|cjs)"] },
    ...plugins.flatMap((plugin) => checkingOwnOptions(plugin, plugin.configs.recommended)),
    ...checkingOwnOptions(gomod, gomod.configs.go),
    ...(others.length === 0 ? [] : plugins.flatMap((plugin) => configFor(plugin, others))),
    { settings: { "go-indep": { ...settings, alsoLinted: others.map(({ own }) => own) } } },
  ] as Config;
}

/** The rules that take any file, for files of whatever language: as plain text. */
function configFor(plugin: GoPlugin, others: readonly OtherFile[]): GoPlugin["configs"]["recommended"] {
  const { namespace } = plugin.meta;
  return checkingOwnOptions(plugin, plugin.configs.recommended).map((config) => ({
    ...config,
    name: `${config.name ?? namespace}/others`,
    files: others.map(({ path }) => path),
    ignores: [],
    language: "go-indep/text",
    rules: Object.fromEntries(Object.entries(config.rules ?? {}).filter(([id]) => plugin.rules[id.slice(namespace.length + 1)]?.meta.languages.includes("go-indep/*") === true)),
  }));
}
