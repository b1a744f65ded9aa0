import type { GoPlugin, Rule } from "@go-indep/rule-sdk";

type Configs = GoPlugin["configs"]["recommended"];

/** A plugin and its clone, so that every configuration gets the same one: ESLint refuses two under one key. */
const clones = new WeakMap<object, object>();

/**
 * Configurations in which rules without options say so themselves. ESLint would load and start its schema validator for them, which is a
 * tenth of a run on one file, although nothing but a comment in a file can give them options here.
 */
export function checkingOwnOptions(plugin: GoPlugin, configs: Configs): Configs {
  const { namespace } = plugin.meta;
  let clone = clones.get(plugin);
  if (clone === undefined) {
    clone = { ...plugin, rules: Object.fromEntries(Object.entries(plugin.rules).map(([name, rule]) => [name, withoutSchema(rule)])) };
    clones.set(plugin, clone);
  }
  return configs.map((config) => ({ ...config, plugins: { ...config.plugins, [namespace]: clone } }));
}

function withoutSchema(rule: Rule): Rule {
  const { schema } = rule.meta;
  if (!Array.isArray(schema) || schema.length > 0) return rule;
  return {
    ...rule,
    meta: { ...rule.meta, schema: false },
    create(context) {
      if (context.options.length > 0) {
        const start = { line: 1, column: 0 };
        context.report({ loc: { start, end: start }, message: `${context.id} takes no options.` });
      }
      return rule.create(context);
    },
  };
}
