/**
 * Syntax tree of a Makefile. Offsets are UTF-16 units of the text that was parsed. Texts are as written, before expansion: comments and
 * continuations outside recipes are gone, references (`$(X)`) are still in them; {@link ./expression} reads those.
 *
 * The tree is what can be told without expanding anything. GNU make decides more while it reads (a variable may hold a `:` or a whole rule);
 * that part belongs to the evaluator.
 *
 * Source of the behaviour: GNU make 4.3, src/read.c (eval, conditional_line, do_define).
 */
import type { Range, Traced } from "../../text/index.js";

export interface Node {
  readonly type: string;
  readonly range: Range;
}

/** From `#` to the end of the line, continuation lines included. */
export interface Comment extends Node {
  readonly type: "Comment";
  /** after `#`, as written */
  readonly value: string;
  /** make hands it to the shell, which skips it: `⇥# eslint-disable-next-line …` above a recipe line */
  readonly inRecipe: boolean;
}

export type AssignmentOperator = "=" | ":=" | "::=" | ":::=" | "?=" | "+=" | "!=";

export interface Modifier extends Node {
  readonly type: "Modifier";
  readonly name: "export" | "override" | "private";
}

export interface Assignment extends Node {
  readonly type: "Assignment";
  readonly modifiers: readonly Modifier[];
  readonly name: Traced;
  readonly nameRange: Range;
  readonly operator: AssignmentOperator;
  readonly operatorRange: Range;
  readonly value: Traced;
  /** empty, after the operator, when there is no value */
  readonly valueRange: Range;
}

/** `define NAME … endef` */
export interface Define extends Node {
  readonly type: "Define";
  readonly modifiers: readonly Modifier[];
  readonly name: Traced;
  readonly nameRange: Range;
  /** "=" when there is none */
  readonly operator: AssignmentOperator;
  /** the lines joined by newlines, without the last newline; continuations collapsed */
  readonly value: Traced;
  readonly valueRange: Range;
  readonly terminated: boolean;
}

export interface Undefine extends Node {
  readonly type: "Undefine";
  readonly modifiers: readonly Modifier[];
  readonly name: Traced;
}

/** `export A B`, `unexport A`, and without names `export`, which exports everything. */
export interface Export extends Node {
  readonly type: "Export";
  readonly keyword: "export" | "unexport";
  readonly names: Traced;
}

export interface Include extends Node {
  readonly type: "Include";
  readonly keyword: "include" | "-include" | "sinclude";
  readonly files: Traced;
}

export interface Vpath extends Node {
  readonly type: "Vpath";
  readonly args: Traced;
}

export interface Load extends Node {
  readonly type: "Load";
  readonly keyword: "load" | "-load";
  readonly files: Traced;
}

export type Condition =
  | { readonly kind: "ifeq" | "ifneq"; readonly left: Traced; readonly right: Traced }
  | { readonly kind: "ifdef" | "ifndef"; readonly name: Traced };

/** One `if…`, `else if…` or `else` of a conditional. */
export interface Branch extends Node {
  readonly type: "Branch";
  /** from the keyword to the end of the condition */
  readonly header: Range;
  /** null for a plain `else`; "invalid" when its syntax is wrong, which make refuses when it reads it */
  readonly condition: Condition | "invalid" | null;
  readonly body: readonly Statement[];
}

export interface Conditional extends Node {
  readonly type: "Conditional";
  readonly branches: readonly Branch[];
  readonly terminated: boolean;
}

/** A line of a recipe, or several that end in a backslash. */
export interface RecipeLine extends Node {
  readonly type: "RecipeLine";
  /** without the recipe prefix; backslash-newlines, and the prefix after them, are still in it */
  readonly text: Traced;
  /** after `;` on the line of the rule */
  readonly inline: boolean;
  /** the character that begins recipe lines here: a tab, or what `.RECIPEPREFIX` says */
  readonly prefix: string;
}

/**
 * A make rule. `body` holds the lines of its recipe, and the conditionals that hold only such lines. Recipe lines after a conditional that
 * holds other statements too stand beside the rule: to which rule they belong is decided when make reads it.
 */
export interface Rule extends Node {
  readonly type: "Rule";
  readonly targets: Traced;
  readonly targetsRange: Range;
  /** `a b &: c`: one run of the recipe makes all targets */
  readonly grouped: boolean;
  readonly doubleColon: boolean;
  /** what follows the colon, up to `;` or the comment */
  readonly tail: Traced;
  readonly tailRange: Range;
  /** `objects: %.o: %.c`; null when the rule is no static pattern rule */
  readonly targetPattern: Traced | null;
  readonly prerequisites: Traced;
  /** after `|`; empty without */
  readonly orderOnly: Traced;
  readonly body: readonly (RecipeLine | Conditional)[];
}

/** `target: NAME = value` */
export interface TargetAssignment extends Node {
  readonly type: "TargetAssignment";
  readonly targets: Traced;
  readonly targetsRange: Range;
  readonly assignment: Assignment;
}

/** A line of references only, such as `$(eval …)`, `$(call rules,app)`, `$(info …)`, or of something unknown: what it is shows when it is expanded. */
export interface ExpansionLine extends Node {
  readonly type: "ExpansionLine";
  readonly text: Traced;
}

/** A line that make refuses when it reads it ("missing separator"); the reason is among the problems, at the same range. */
export interface InvalidLine extends Node {
  readonly type: "InvalidLine";
  readonly message: string;
}

export type Statement =
  | Assignment
  | Conditional
  | Define
  | Export
  | ExpansionLine
  | Include
  | InvalidLine
  | Load
  | RecipeLine
  | Rule
  | TargetAssignment
  | Undefine
  | Vpath;

export interface SyntaxProblem {
  readonly range: Range;
  readonly message: string;
}

export interface Makefile extends Node {
  readonly type: "Makefile";
  readonly statements: readonly Statement[];
  /** in the order of the file */
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}
