import { RuleCreator } from "@typescript-eslint/utils/eslint-utils";
import { findingRule, type FindingRuleSpec } from "./finding-rule.js";
import { guarded } from "./guard.js";
import type { Context, Rule, RuleSpec } from "./types.js";
import type { LanguageName } from "../languages/names.js";

/** Makes the rules of one plugin. */
export interface RuleFactory {
  /** A rule that visits a syntax tree. */
  readonly createRule: <const L extends LanguageName, M extends string, O extends unknown[] = []>(spec: RuleSpec<L, M, O>) => Rule;
  /** A rule whose findings come from the analysis of the whole project. */
  readonly createFindingRule: <O extends object>(spec: FindingRuleSpec<O>) => Rule;
}

export interface RuleFactoryOptions {
  /** prefix of the plugin's rules: "go-dockerfile" */
  readonly namespace: string;
  /** gives the address of a rule's page */
  readonly docsUrl: (rule: string) => string;
}

/**
 * Rules are made by the RuleCreator of typescript-eslint, which fills in the address and merges default options. Its types know only
 * JavaScript's syntax tree, hence the cast; at run time it does not look at the tree.
 */
export function ruleFactory({ namespace, docsUrl }: RuleFactoryOptions): RuleFactory {
  const named = RuleCreator(docsUrl) as unknown as (spec: object) => Rule;
  const createRule: RuleFactory["createRule"] = (spec) =>
    named({
      name: spec.name,
      meta: { ...spec.meta, schema: spec.meta.schema ?? [], defaultOptions: spec.meta.defaultOptions ?? [] },
      create: (context: Context<never, never>, options: never) => guarded(context, () => spec.create(context, options)),
    });
  return { createRule, createFindingRule: (spec) => findingRule(namespace, createRule, spec) };
}
