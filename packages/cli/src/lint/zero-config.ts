import { relative } from "node:path";
import type { Settings } from "@go-indep/core";
import dockerfile from "@go-indep/eslint-plugin-dockerfile";
import gomod from "@go-indep/eslint-plugin-gomod";
import ldflags from "@go-indep/eslint-plugin-ldflags";
import { kindOf, type GoPlugin } from "@go-indep/rule-sdk";
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

/**
 * The recommended rules of all plugins, for repositories without an ESLint configuration of their own.
 *
 * One object for each kind of file, which is asked for by a function: the patterns of the presets are for people, and each would become a
 * regular expression and be asked for each file once a plugin.
 *
 * @param cwd absolute path of the directory that paths are matched from
 */
export function zeroConfig(settings: Settings, others: readonly OtherFile[], cwd: string): Config {
  const plugins = [dockerfile, ldflags, gomod];
  const presets = [...plugins.flatMap((plugin) => checkingOwnOptions(plugin, plugin.configs.recommended)), ...checkingOwnOptions(gomod, gomod.configs.go)];
  const languageOf = (path: string): string => `go-indep/${kindOf(relative(cwd, path).replaceAll("\\", "/")) ?? "none"}`;
  return [
    { ignores: [(path: string) => SCRIPT.test(path)] },
    ...[...new Set(presets.map(({ language }) => language))].map((language) => ({
      ...merged(presets.filter((preset) => preset.language === language)),
      name: `go-indep-lint/${language}`,
      files: [(path: string) => languageOf(path) === language],
      ignores: [],
    })),
    ...(others.length === 0 ? [] : plugins.flatMap((plugin) => configFor(plugin, others))),
    { settings: { "go-indep": { ...settings, alsoLinted: others.map(({ own }) => own) } } },
  ] as Config;
}

/** What ESLint lints unasked. */
const SCRIPT = /\.[cm]?js$/;

/** Presets of one kind of file as one. */
function merged(presets: GoPlugin["configs"]["recommended"]): GoPlugin["configs"]["recommended"][number] {
  return {
    ...presets[0],
    plugins: Object.fromEntries(presets.flatMap(({ plugins }) => Object.entries(plugins ?? {}))),
    rules: Object.fromEntries(presets.flatMap(({ rules }) => Object.entries(rules ?? {}))),
  };
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
