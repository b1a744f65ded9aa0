import type { SourceLocation } from "@eslint/core";
import { TextSourceCodeBase, VisitNodeStep } from "@eslint/plugin-kit";
import { LineIndex } from "@go-indep/core";
import { disableDirectives, inlineConfigs, isDirectiveComment } from "./directives.js";
import type { CommentNode, Parsed, SyntaxNode } from "./nodes.js";

interface Types<Root extends SyntaxNode> {
  LangOptions: Record<string, unknown>;
  RootNode: Root;
  SyntaxElementWithLoc: SyntaxNode;
  ConfigNode: CommentNode;
}

export interface SourceCodeInput<Root extends SyntaxNode> {
  readonly text: string;
  readonly parsed: Parsed<Root>;
  readonly visitorKeys: Readonly<Record<string, readonly string[]>>;
  /** types of nodes that a directive on the line above covers to their last line */
  readonly statements: ReadonlySet<string>;
}

/** ESLint's view of a file in one of the `go-indep` languages. Lines are 1-based, columns 0-based, as in ESTree. */
export class LanguageSourceCode<Root extends SyntaxNode = SyntaxNode> extends TextSourceCodeBase<Types<Root>> {
  readonly comments: readonly CommentNode[];
  readonly visitorKeys: Record<string, string[]>;
  readonly #statements: ReadonlySet<string>;
  readonly #parents = new Map<SyntaxNode, SyntaxNode>();
  #lineIndex: LineIndex | null = null;
  #steps: VisitNodeStep[] | null = null;

  constructor({ text, parsed, visitorKeys, statements }: SourceCodeInput<Root>) {
    super({ text, ast: parsed.root });
    this.comments = parsed.comments;
    this.visitorKeys = visitorKeys as Record<string, string[]>;
    this.#statements = statements;
  }

  override getLoc(node: SyntaxNode): SourceLocation {
    const [start, end] = node.range;
    return { start: this.getLocFromIndex(start), end: this.getLocFromIndex(end) };
  }

  override getRange(node: SyntaxNode): [number, number] {
    return [node.range[0], node.range[1]];
  }

  override getLocFromIndex(index: number): { line: number; column: number } {
    return (this.#lineIndex ??= new LineIndex(this.text)).positionAt(index);
  }

  override getParent(node: SyntaxNode): SyntaxNode | undefined {
    this.traverse();
    return this.#parents.get(node);
  }

  getAllComments(): readonly CommentNode[] {
    return this.comments;
  }

  getInlineConfigNodes(): CommentNode[] {
    return this.comments.filter(isDirectiveComment);
  }

  getDisableDirectives(): ReturnType<typeof disableDirectives> {
    const statements = this.traverse().flatMap(({ target, phase }) => {
      const node = target as SyntaxNode;
      return phase === 1 && this.#statements.has(node.type) ? [node] : [];
    });
    return disableDirectives(this.getInlineConfigNodes(), statements, (index) => this.getLocFromIndex(index).line);
  }

  applyInlineConfig(): ReturnType<typeof inlineConfigs> {
    return inlineConfigs(this.getInlineConfigNodes(), (node) => this.getLoc(node));
  }

  override traverse(): VisitNodeStep[] {
    if (this.#steps !== null) return this.#steps;
    const steps: VisitNodeStep[] = [];
    const visit = (node: SyntaxNode, parent: SyntaxNode | undefined): void => {
      if (parent !== undefined) this.#parents.set(node, parent);
      steps.push(new VisitNodeStep({ target: node, phase: 1, args: [node, parent] }));
      for (const child of this.#children(node)) visit(child, node);
      steps.push(new VisitNodeStep({ target: node, phase: 2, args: [node, parent] }));
    };
    visit(this.ast, undefined);
    return (this.#steps = steps);
  }

  #children(node: SyntaxNode): readonly SyntaxNode[] {
    return (this.visitorKeys[node.type] ?? []).flatMap((key) => {
      const child = (node as unknown as Record<string, SyntaxNode | readonly SyntaxNode[] | null | undefined>)[key];
      return child ?? [];
    });
  }
}
