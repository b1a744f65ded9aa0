import type { Origin, Range, Traced } from "../../text/index.js";

export type Expression =
  | { readonly kind: "string"; readonly text: Traced }
  | { readonly kind: "backtick"; readonly text: Traced }
  | { readonly kind: "variable"; readonly name: string; readonly at: Origin }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly at: Origin }
  | { readonly kind: "concatenation"; readonly left: Expression; readonly right: Expression }
  /** `left / right`; null for `/ right` */
  | { readonly kind: "join"; readonly left: Expression | null; readonly right: Expression }
  | { readonly kind: "conditional"; readonly condition: Comparison; readonly then: Expression; readonly otherwise: Expression }
  /** lists, `assert`, `&&`, `||`, `!`: known to exist */
  | { readonly kind: "not-understood"; readonly what: string; readonly at: Origin };

export interface Comparison {
  /** null for a condition of another kind */
  readonly operator: "==" | "!=" | "=~" | "!~" | null;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Assignment {
  readonly name: string;
  readonly value: Expression;
  readonly exported: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly exported: boolean;
  /** `*` takes any number of arguments, `+` at least one */
  readonly variadic: "*" | "+" | null;
  readonly defaultValue: Expression | null;
}

export interface Dependency {
  readonly name: string;
  readonly args: readonly Expression[];
}

/** A piece of a line of a recipe: text as it is, or what stands between `{{` and `}}`. */
export type Fragment = Traced | Expression;

export interface Attribute {
  readonly name: string;
  readonly args: readonly Traced[];
}

export interface Recipe {
  readonly name: string;
  /** of the name */
  readonly range: Range;
  readonly attributes: readonly Attribute[];
  readonly parameters: readonly Parameter[];
  readonly before: readonly Dependency[];
  /** those after `&&` */
  readonly after: readonly Dependency[];
  /** lines without their indentation */
  readonly body: readonly (readonly Fragment[])[];
}

export interface Justfile {
  /** null for a setting that is no text, no list of texts and no boolean */
  readonly settings: ReadonlyMap<string, readonly Traced[] | boolean | null>;
  readonly assignments: readonly Assignment[];
  readonly aliases: ReadonlyMap<string, string>;
  readonly recipes: readonly Recipe[];
  readonly imports: readonly string[];
  /** what is not understood */
  readonly problems: readonly { readonly message: string; readonly range: Range }[];
}
