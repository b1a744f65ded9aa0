import type { Settings } from "@go-indep/core";
import dockerfile from "@go-indep/eslint-plugin-dockerfile";
import gomod from "@go-indep/eslint-plugin-gomod";
import ldflags from "@go-indep/eslint-plugin-ldflags";
import type { ESLint } from "eslint";
import { checkingOwnOptions } from "./own-options.js";

type Config = NonNullable<ESLint.Options["overrideConfig"]>;

/** The recommended rules of all plugins, for repositories without an ESLint configuration of their own. */
export function zeroConfig(settings: Settings): Config {
  return [
    { ignores: ["**/*.{js,mjs,cjs}"] },
    ...[dockerfile, ldflags, gomod].flatMap((plugin) => checkingOwnOptions(plugin, plugin.configs.recommended)),
    ...checkingOwnOptions(gomod, gomod.configs.go),
    { settings: { "go-indep": settings } },
  ] as Config;
}
