import { Linter } from "eslint";
import { createLanguage, goIndep, ruleFactory, type Rule, type SyntaxNode } from "../src/index.js";

export interface Word extends SyntaxNode {
  readonly type: "Word";
  readonly value: string;
}

export interface Line extends SyntaxNode {
  readonly type: "Line";
  readonly words: readonly Word[];
}

export interface ToyFile extends SyntaxNode {
  readonly type: "ToyFile";
  readonly lines: readonly Line[];
}

/** A language of words. `#` begins a comment (also between the lines of a statement), a backslash at the end continues a line, `?` is a syntax error. */
const toy = createLanguage<ToyFile>({
  parse(text) {
    const comments = [...text.matchAll(/#(.*)/gu)].map((match) => ({
      type: "Comment",
      range: [match.index, match.index + match[0].length] as const,
      value: match[1] ?? "",
    }));
    const code = text.replace(/#.*/gu, (comment) => " ".repeat(comment.length));
    const lines = [...code.matchAll(/(?:\\\r?\n(?: *\n)*|[^\n])+/gu)].flatMap((match): Line[] => {
      const words = [...match[0].matchAll(/[^\s\\]+/gu)].map((word): Word => {
        const start = match.index + word.index;
        return { type: "Word", range: [start, start + word[0].length], value: word[0] };
      });
      const [first, last] = [words[0], words.at(-1)];
      return first && last ? [{ type: "Line", range: [first.range[0], last.range[1]], words }] : [];
    });
    const problems = [...code.matchAll(/\?/gu)].map(({ index }) => ({ range: [index, index + 1] as const, message: "Unexpected question mark" }));
    return { root: { type: "ToyFile", range: [0, text.length], lines }, comments, problems };
  },
  visitorKeys: { ToyFile: ["lines"], Line: ["words"] },
  statements: ["Line"],
});

export const { createRule, createFindingRule } = ruleFactory({ namespace: "toy", docsUrl: (rule) => `https://example.invalid/${rule}.md` });

export const docs = { description: "Disallow bad words", tier: "correctness", reportsIn: "toy files", facts: [] } as const;

/** Reports each word that begins with "bad", and on `--fix` makes it good. */
export const noBadWord = createRule({
  name: "no-bad-word",
  meta: { type: "problem", languages: ["toy/words"], docs, messages: { bad: "Do not say {{word}}." }, fixable: "code" },
  create(context) {
    return {
      "Word[value=/^bad/]"(word: Word) {
        context.report({ node: word, messageId: "bad", data: { word: word.value }, fix: (fixer) => fixer.replaceText(word, "good") });
      },
    };
  },
});

export const toyPlugin = (rules: Record<string, Rule>) => ({ meta: { name: "toy", namespace: "toy" }, languages: { words: toy }, rules });

export function configuration(rules: readonly Rule[], extra: object = {}): Linter.Config {
  return {
    files: ["**"],
    plugins: { toy: toyPlugin(Object.fromEntries(rules.map((rule) => [rule.name, rule]))), "go-indep": goIndep },
    language: "toy/words",
    processor: "go-indep/evidence",
    rules: Object.fromEntries(rules.map((rule) => [`toy/${rule.name}`, "error"])),
    ...extra,
  };
}

export function lint(text: string, rules: readonly Rule[] = [noBadWord], extra: object = {}): Linter.LintMessage[] {
  return new Linter({ configType: "flat" }).verify(text, configuration(rules, extra), { filename: "file.toy" });
}

/** "2:5-2:8 toy/no-bad-word: Do not say bad." */
export function printed({ line, column, endLine, endColumn, ruleId, message }: Linter.LintMessage): string {
  return `${line}:${column}-${endLine}:${endColumn} ${ruleId}: ${message}`;
}
