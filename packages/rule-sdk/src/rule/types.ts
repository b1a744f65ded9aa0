import type { RuleContext, RuleDefinition, RulesMeta, RuleVisitor } from "@eslint/core";
import type { LanguageName, NodeOf } from "../languages/names.js";
import type { SyntaxNode } from "../language/nodes.js";
import type { LanguageSourceCode } from "../language/source-code.js";

/**
 * What a rule promises, which decides its severity and presets.
 *
 * - correctness: what is built cannot work as shipped, or the flag provably does nothing; a false alarm is a bug. `recommended`, error.
 * - suspicious: very likely wrong, may be meant. `recommended`, warn.
 * - strict: right but demanding. `strict`, error.
 * - policy: a choice of some teams. In no preset.
 * - experimental: new. `all` only, warn.
 */
export type Tier = "correctness" | "suspicious" | "strict" | "policy" | "experimental";

export interface RuleDocs {
  /** one sentence in the imperative without a final stop: "Disallow …", "Require …", "Prefer …" */
  readonly description: string;
  readonly tier: Tier;
  /** the files in which people see it, in words: "Dockerfile", "Makefile, Dockerfile" */
  readonly reportsIn: string;
  /** ids of the ground truth that prove it: "b4", "img" */
  readonly facts: readonly string[];
}

export type Schema = Exclude<RulesMeta["schema"], undefined>;

/** The metadata of a finished rule: nothing that a generator, a configuration or a page needs is optional. */
export interface RuleMeta {
  type: "problem" | "suggestion" | "layout";
  languages: string[];
  docs: RuleDocs & { readonly url: string };
  messages: Record<string, string>;
  schema: Schema;
  defaultOptions: unknown[];
  fixable?: "code" | "whitespace";
  hasSuggestions?: boolean;
}

/** A finished rule, as plugins export it. */
export interface Rule extends RuleDefinition {
  readonly name: string;
  readonly meta: RuleMeta;
}

export type Context<M extends string = string, O extends unknown[] = unknown[]> = RuleContext<{
  LangOptions: Record<string, unknown>;
  Code: LanguageSourceCode;
  RuleOptions: O;
  Node: SyntaxNode;
  MessageIds: M;
}>;

/** The nodes of a language of somebody else are not known, nor are then its handlers. */
type Handlers<N extends SyntaxNode> = string extends N["type"]
  ? unknown
  : { [K in N["type"] | `${N["type"]}:exit`]?: (node: Extract<N, { type: K extends `${infer T}:exit` ? T : K }>, parent?: N) => void };

/** Handlers by node type are typed by the languages of the rule; any other selector gets a plain node. */
export type Visitor<L extends LanguageName> = Handlers<NodeOf<L>> & RuleVisitor;

export interface RuleSpec<L extends LanguageName, M extends string, O extends unknown[]> {
  /** without namespace: "no-missing-interpreter" */
  readonly name: string;
  readonly meta: {
    readonly type: RuleMeta["type"];
    readonly languages: readonly [L, ...L[]];
    readonly docs: RuleDocs;
    readonly messages: Readonly<Record<M, string>>;
    readonly schema?: Schema;
    readonly defaultOptions?: O;
    /** a fix may only keep what ships the same in behaviour; anything else is a suggestion */
    readonly fixable?: RuleMeta["fixable"];
    readonly hasSuggestions?: boolean;
  };
  create(context: Context<M, O>, options: Readonly<O>): Visitor<L>;
}
