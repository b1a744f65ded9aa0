import { fieldOf, itemsOf, textOf, type YamlValue } from "../../syntax/yaml/index.js";
import { carrier, literalOf, originOf, slice, type Hop, type Traced } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { Environment } from "../environment.js";
import { evaluateTemplate, type TemplateScope } from "../templates/index.js";
import type { Run } from "./run.js";
import { commandWords } from "./words.js";

export interface HookContext {
  readonly run: Run;
  readonly environment: Environment;
  readonly scope: (environment: Environment) => TemplateScope;
  readonly chain: readonly Hop[];
}

/** Commands before or after something: each a text, or `cmd` with `dir` and `env`. */
export function runHooks(hooks: YamlValue | null, context: HookContext): void {
  for (const hook of itemsOf(hooks)) {
    const command = textOf(hook) ?? textOf(fieldOf(hook, "cmd"));
    if (command !== null) runHook(hook, command, context);
  }
}

function runHook(hook: YamlValue, command: Traced, { run, environment, scope, chain }: HookContext): void {
  const own = itemsOf(fieldOf(hook, "env"))
    .flatMap((item) => textOf(item) ?? [])
    .reduce((before, text) => assign(evaluateTemplate(text, scope(before)), before), environment);
  const words = commandWords(evaluateTemplate(command, scope(own)));
  if (words.length === 0) return;
  const dir = textOf(fieldOf(hook, "dir"));
  const path = dir === null ? "" : literalOf(evaluateTemplate(dir, scope(own)));
  const at = originOf(command) ?? run.call.at;
  run.machine.run({
    ...run.call,
    words,
    environment: own,
    directory: path === null ? null : absolutePath(run.directory, path),
    at,
    chain: [...chain, { fact: "", text: carrier(command), at }],
    input: null,
  });
}

/** `NAME=value`, if it is one. */
export function assign(text: Traced, environment: Environment): Environment {
  const equals = carrier(text).indexOf("=");
  const name = equals <= 0 ? null : literalOf(slice(text, 0, equals));
  return name === null ? environment : environment.set(name, slice(text, equals + 1), true);
}
