import type { RuleFixer } from "@eslint/core";
import type { Edit, Finding } from "@go-indep/core";
import { attach } from "../evidence/sink.js";
import { NAMESPACE, type LanguageName } from "../languages/names.js";
import { findingsAt } from "../project/homes.js";
import { lintedFile } from "../project/project-for.js";
import { placeOf } from "./place.js";
import type { Context, Rule, RuleDocs, RuleMeta, Schema } from "./types.js";
import { entriesInWords, locateHops, placeInWords, whyInWords } from "./wording.js";
import type { RuleFactory } from "./create-rule.js";

/**
 * A rule whose detection is the analysis in `@go-indep/core`: here are only its metadata and its words.
 *
 * Messages say what is wrong and what to do about it, in sentences. Why it is so is added to them: the steps of the evidence, each with its
 * file and line, and where there are several, the entries in which it was proven.
 */
export interface FindingRuleSpec<O extends object = object> {
  /** without namespace: "no-missing-interpreter" */
  readonly name: string;
  readonly meta: {
    readonly docs: RuleDocs;
    /** by the message ids that the analysis gives; placeholders are its data */
    readonly messages: Readonly<Record<string, string>>;
    /** default "problem" */
    readonly type?: RuleMeta["type"];
    /** findings may carry a fix */
    readonly fixable?: RuleMeta["fixable"];
    /** what the suggestions do that findings may carry, by the message ids that the analysis gives */
    readonly suggestions?: Readonly<Record<string, string>>;
  };
  /** without them the rule has no options, and reports all findings */
  readonly options?: FindingOptions<O>;
}

/** What people may say about a rule, in one object. The analysis does not know of it: it decides which findings are reported. */
export interface FindingOptions<O extends object> {
  /** of that object */
  readonly schema: Exclude<Schema, false | unknown[]>;
  readonly defaults: O;
  /** false: nothing is reported */
  reports(finding: Finding, options: Readonly<O>): boolean;
}

/** Files in which findings may lie that are linted in a language of somebody else: workflows, compose files, goreleaser, bake. */
const FOREIGN_LANGUAGES = ["yml/yaml", "json/json", "json/jsonc", "json/json5"];

/** @param namespace of the rule's plugin, as it is in findings, whatever key a configuration registers the plugin under */
export function findingRule<O extends object>(namespace: string, createRule: RuleFactory["createRule"], { name, meta, options }: FindingRuleSpec<O>): Rule {
  const told = Object.fromEntries(Object.entries(meta.messages).map(([id, text]) => [id, `${text}{{entries}}{{why}}`]));
  const messages = { ...told, ...meta.suggestions };
  return createRule<LanguageName, string, O[]>({
    name,
    meta: {
      type: meta.type ?? "problem",
      docs: meta.docs,
      messages,
      languages: [`${NAMESPACE}/*`, ...FOREIGN_LANGUAGES],
      ...(meta.fixable === undefined ? {} : { fixable: meta.fixable }),
      ...(meta.suggestions === undefined ? {} : { hasSuggestions: true }),
      ...(options === undefined ? {} : { schema: [options.schema], defaultOptions: [options.defaults] }),
    },
    create(context, [given]) {
      const file = lintedFile(context);
      if (file === null) return {};
      const { project, path, alsoLinted } = file;
      for (const finding of findingsAt(path, `${namespace}/${name}`, project, alsoLinted)) {
        if (options !== undefined && !options.reports(finding, given ?? options.defaults)) continue;
        const places = locateHops(finding.evidence, project);
        const isGuest = finding.at.file !== path;
        const place = isGuest ? placeInWords(finding.at, project) : "";
        const at = isGuest ? (finding.evidence.find((hop) => hop.at?.file === path)?.at ?? { file: path, start: 0, end: 0 }) : finding.at;
        const data = { ...finding.data, entries: `${place}${entriesInWords(finding.entries, project)}`, why: whyInWords(finding.evidence, places) };
        report(context, messages, { ...finding, at, data }, places);
      }
      return {};
    },
  });
}

function report(context: Context, messages: Readonly<Record<string, string>>, finding: Finding, places: ReturnType<typeof locateHops>): void {
  const { messageId, data } = finding;
  const template = messages[messageId];
  if (template === undefined) throw new Error(`${finding.rule} has no message "${messageId}"`);
  const { loc, line, column } = placeOf(context.sourceCode, finding.at.start, finding.at.end);
  const related = places.filter((place) => place !== null);
  if (related.length > 0) {
    const message = interpolate(template, data);
    attach(context.filename, context.sourceCode, { ruleId: context.id, line, column, message }, { relatedLocations: related });
  }
  const { fix, suggestions = [] } = finding;
  context.report({
    loc,
    messageId,
    data,
    ...(fix === undefined ? {} : { fix: edited(fix) }),
    ...(suggestions.length === 0 ? {} : { suggest: suggestions.map((suggestion) => ({ messageId: suggestion.messageId, data, fix: edited(suggestion) })) }),
  });
}

/** The edits of the analysis count offsets as ESLint does: in UTF-16 units, without a byte order mark. */
function edited({ start, end, text }: Edit): RuleFixer {
  return (fixer) => fixer.replaceTextRange([start, end], text);
}

/** The text that ESLint will make of a template: the processor finds the evidence by it. Source: eslint, lib/linter/interpolate.js. */
function interpolate(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{([^{}]+?)\}\}/gu, (placeholder, term: string) => data[term.trim()] ?? placeholder);
}
