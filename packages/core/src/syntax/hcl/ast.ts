/** The subset of HCL's native syntax that build files use. Source: hashicorp/hcl, hclsyntax/spec.md. Ranges are half-open offsets of the file. */
import type { Range } from "../../text/index.js";

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface HclFile extends Body {
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly message: string;
  readonly range: Range;
}

export interface Attribute {
  readonly name: string;
  readonly nameRange: Range;
  readonly value: Expression;
  readonly range: Range;
}

export interface Block {
  readonly type: string;
  readonly labels: readonly { readonly text: string; readonly range: Range }[];
  readonly body: Body;
  readonly range: Range;
}

/** Text with escapes resolved. `range` is that of its source: as long as the text when nothing was escaped. */
export interface TextPart {
  readonly kind: "text";
  readonly text: string;
  readonly range: Range;
}

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
}

export type Expression = { readonly range: Range } & (
  | { readonly kind: "template"; readonly parts: readonly (TextPart | Expression)[] }
  | { readonly kind: "literal"; readonly value: number | boolean | null }
  | { readonly kind: "variable"; readonly name: string }
  /** `a.b` and `a["b"]` */
  | { readonly kind: "get"; readonly from: Expression; readonly key: Expression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly spread: boolean }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "conditional"; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression }
  /** `for` expressions, splats, template directives, and what is no HCL */
  | { readonly kind: "not-understood"; readonly what: string }
);
