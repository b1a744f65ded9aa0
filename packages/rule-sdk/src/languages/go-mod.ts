import { type GoModSyntax, parseGoMod, parseGoWork, type Range } from "@go-indep/core";
import { createLanguage } from "../language/create-language.js";
import type { CommentNode, SyntaxNode } from "../language/nodes.js";

type GoMod = GoModSyntax.GoMod;
type GoWork = GoModSyntax.GoWork;

/** One line of go.mod or go.work as a node: what core says of it, and a type. */
export type LineNode<T extends string, Line> = { readonly type: T } & Line;

type Item<A> = A extends readonly (infer T)[] ? T : NonNullable<A>;

export type GoVersionNode = LineNode<"GoVersion", Item<GoMod["go"]>>;
export type ToolchainNode = LineNode<"Toolchain", Item<GoMod["toolchain"]>>;
export type GodebugNode = LineNode<"Godebug", Item<GoMod["godebug"]>>;
export type ReplaceNode = LineNode<"Replace", Item<GoMod["replace"]>>;

export type GoModLine =
  | LineNode<"Module", Item<GoMod["module"]>>
  | GoVersionNode
  | ToolchainNode
  | GodebugNode
  | LineNode<"Require", Item<GoMod["require"]>>
  | LineNode<"Exclude", Item<GoMod["exclude"]>>
  | ReplaceNode
  | LineNode<"Retract", Item<GoMod["retract"]>>
  | LineNode<"Tool", Item<GoMod["tool"]>>
  | LineNode<"Ignore", Item<GoMod["ignore"]>>;

export type GoWorkLine = GoVersionNode | ToolchainNode | GodebugNode | LineNode<"Use", Item<GoWork["use"]>> | ReplaceNode;

export interface GoModFile extends SyntaxNode {
  readonly type: "GoMod";
  /** in the order of the file */
  readonly body: readonly GoModLine[];
}

export interface GoWorkFile extends SyntaxNode {
  readonly type: "GoWork";
  /** in the order of the file */
  readonly body: readonly GoWorkLine[];
}

export type GoModNode = GoModFile | GoModLine;
export type GoWorkNode = GoWorkFile | GoWorkLine;

const nodes = <T extends string, Line extends { readonly range: Range }>(type: T, lines: readonly Line[] | Line | null): LineNode<T, Line>[] =>
  [lines ?? []].flat().map((line) => ({ type, ...(line as Line) }));

const inOrder = <N extends SyntaxNode>(body: N[]): N[] => body.sort((a, b) => a.range[0] - b.range[0]);

const comments = (file: GoMod | GoWork): CommentNode[] => file.comments.map((comment) => ({ type: "Comment", ...comment }));

export const goMod = createLanguage<GoModFile>({
  parse(text) {
    const file = parseGoMod(text);
    const body = inOrder<GoModLine>([
      ...nodes("Module", file.module),
      ...nodes("GoVersion", file.go),
      ...nodes("Toolchain", file.toolchain),
      ...nodes("Godebug", file.godebug),
      ...nodes("Require", file.require),
      ...nodes("Exclude", file.exclude),
      ...nodes("Replace", file.replace),
      ...nodes("Retract", file.retract),
      ...nodes("Tool", file.tool),
      ...nodes("Ignore", file.ignore),
    ]);
    return { root: { type: "GoMod", range: [0, text.length], body }, comments: comments(file), problems: file.problems };
  },
  visitorKeys: { GoMod: ["body"] },
});

export const goWork = createLanguage<GoWorkFile>({
  parse(text) {
    const file = parseGoWork(text);
    const body = inOrder<GoWorkLine>([
      ...nodes("GoVersion", file.go),
      ...nodes("Toolchain", file.toolchain),
      ...nodes("Godebug", file.godebug),
      ...nodes("Use", file.use),
      ...nodes("Replace", file.replace),
    ]);
    return { root: { type: "GoWork", range: [0, text.length], body }, comments: comments(file), problems: file.problems };
  },
  visitorKeys: { GoWork: ["body"] },
});
