/** Templates of Go's text/template, as tools use them in their configuration. Ranges are offsets of the template's text. */
import type { Range } from "../../text/index.js";

export type TemplateNode =
  /** `trim`: what blanks are left of the text is decided already */
  | { readonly kind: "text"; readonly range: Range }
  | { readonly kind: "action"; readonly pipeline: Pipeline; readonly range: Range }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly range: Range }
  /** `range`, `with`, `define` and what else is not evaluated */
  | { readonly kind: "other"; readonly name: string; readonly range: Range };

export interface Branch {
  /** null for `else` */
  readonly condition: Pipeline | null;
  /** the text of the condition */
  readonly text: string;
  readonly body: readonly TemplateNode[];
}

export interface Pipeline {
  /** of `$x := …`; null without one */
  readonly variable: string | null;
  /** each gets the result of the one before it as its last argument */
  readonly commands: readonly Command[];
}

/** A value, or the name of a function and its arguments. */
export type Command = readonly [Operand, ...Operand[]];

export type Operand =
  /** `.Env.HOME`; an empty path is `.` */
  | { readonly kind: "field"; readonly path: readonly string[] }
  | { readonly kind: "variable"; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: "literal"; readonly value: string | boolean }
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "pipeline"; readonly pipeline: Pipeline; readonly path: readonly string[] };
