import type { Range } from "@go-indep/core";

/**
 * What ESLint needs of a node. There is no `loc`: lines and columns come from the range when they are asked for, so that the trees of
 * `@go-indep/core` are visited as they are, without a copy.
 */
export interface SyntaxNode {
  readonly type: string;
  readonly range: Range;
}

/** A comment, with its text as it is between the comment marks. */
export interface CommentNode extends SyntaxNode {
  readonly value: string;
}

/** A syntax error. */
export interface ParseProblem {
  readonly range: Range;
  readonly message: string;
}

/** What a language makes of a text. With problems there is no visit: ESLint shows the problems, each at its place. */
export interface Parsed<Root extends SyntaxNode = SyntaxNode> {
  readonly root: Root;
  /** in the order of the text */
  readonly comments: readonly CommentNode[];
  readonly problems: readonly ParseProblem[];
}
