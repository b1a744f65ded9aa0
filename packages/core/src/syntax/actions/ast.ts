/** What stands between `${{` and `}}`. Source: GitHub documentation, "Evaluate expressions in workflows and actions". */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** a context (`github`), which names are looked up in */
  | { readonly kind: "context"; readonly name: string }
  | { readonly kind: "get"; readonly from: Expression; readonly key: Expression }
  /** `a.*` */
  | { readonly kind: "filter"; readonly from: Expression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "not"; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

export type Operator = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=";
