import type { DirectiveType, FileProblem, RulesConfig, SourceLocation } from "@eslint/core";
import { ConfigCommentParser, Directive } from "@eslint/plugin-kit";
import type { CommentNode, SyntaxNode } from "./nodes.js";

const parser = new ConfigCommentParser();

/** A comment about a linter is not yet a directive: `# eslint runs in CI` is prose, `# eslint go-dockerfile/no-x: "off"` is configuration. */
const DIRECTIVE = /^eslint-(?:disable(?:-next-line|-line)?|enable)(?:\s|$)|^eslint\s+["']?@?[\w-]+\/[\w/-]+["']?\s*:/u;

export function isDirectiveComment(comment: CommentNode): boolean {
  return DIRECTIVE.test(comment.value.trim());
}

interface DisableDirective {
  readonly type: DirectiveType;
  readonly value: string;
  readonly justification: string;
  readonly node: CommentNode;
}

/**
 * The directives of comments. `# eslint-disable-next-line` above a statement of several lines (a RUN with continuations) covers all of it:
 * findings point at exact characters, and people write the comment above the instruction.
 */
export function disableDirectives(
  comments: readonly CommentNode[],
  statements: readonly SyntaxNode[],
  lineAt: (index: number) => number,
): { directives: Directive[]; problems: FileProblem[] } {
  const read = comments.flatMap((node): DisableDirective[] => {
    const directive = parser.parseDirective(node.value.trim());
    if (directive === undefined || directive.label === "eslint") return [];
    const type = directive.label.slice("eslint-".length) as DirectiveType;
    return [{ type, value: directive.value, justification: directive.justification, node }];
  });
  const statementAtLine = new Map(statements.map((statement) => [lineAt(statement.range[0]), statement]));
  const open = new OpenBlocks();
  const directives = read.flatMap((directive): Directive[] => {
    open.apply(directive);
    if (directive.type !== "disable-next-line") return [new Directive(directive)];
    const line = lineAt(directive.node.range[1]) + 1;
    const statement = statementAtLine.get(line);
    if (statement === undefined || lineAt(statement.range[1]) === line || open.meets(directive)) return [new Directive(directive)];
    const end: CommentNode = { ...directive.node, range: [statement.range[1], statement.range[1]] };
    return [new Directive({ ...directive, type: "disable" }), new Directive({ ...directive, type: "enable", node: end })];
  });
  return { directives, problems: [] };
}

/** Rules that block directives have switched off so far: switching one of them on again at the end of a statement would be wrong. */
class OpenBlocks {
  #everything = false;
  readonly #rules = new Set<string>();

  apply({ type, value }: DisableDirective): void {
    const rules = Object.keys(parser.parseListConfig(value));
    if (type === "disable") {
      if (rules.length === 0) this.#everything = true;
      for (const rule of rules) this.#rules.add(rule);
    } else if (type === "enable") {
      if (rules.length === 0) {
        this.#everything = false;
        this.#rules.clear();
      }
      for (const rule of rules) this.#rules.delete(rule);
    }
  }

  meets({ value }: DisableDirective): boolean {
    const rules = Object.keys(parser.parseListConfig(value));
    return this.#everything || (rules.length === 0 ? this.#rules.size > 0 : rules.some((rule) => this.#rules.has(rule)));
  }
}

/** `# eslint go-dockerfile/no-x: "off"` */
export function inlineConfigs(
  comments: readonly CommentNode[],
  locate: (node: CommentNode) => SourceLocation,
): { configs: { config: { rules: RulesConfig }; loc: SourceLocation }[]; problems: FileProblem[] } {
  const configs: { config: { rules: RulesConfig }; loc: SourceLocation }[] = [];
  const problems: FileProblem[] = [];
  for (const comment of comments) {
    const directive = parser.parseDirective(comment.value.trim());
    if (directive?.label !== "eslint") continue;
    const loc = locate(comment);
    const parsed = parser.parseJSONLikeConfig(directive.value);
    if (parsed.ok) configs.push({ config: { rules: parsed.config }, loc });
    else problems.push({ ruleId: null, message: parsed.error.message, loc });
  }
  return { configs, problems };
}
