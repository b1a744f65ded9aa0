/** What the analysis needs of a Go source file: its header, and on demand the declarations and calls of its body. Offsets are UTF-16 units. */
import type { Range } from "../../text/index.js";

export interface ImportSpec {
  /** unquoted */
  readonly path: string;
  /** local name, "_" or "."; null without one */
  readonly name: string | null;
  /** of the quoted path */
  readonly range: Range;
}

/** One `#cgo` line of a preamble (the comment before `import "C"`). Source: go/build, saveCgo. */
export interface CgoDirective {
  /** build constraint words between `#cgo` and the variable, "" without: "linux,amd64 darwin" */
  readonly condition: string;
  readonly variable: "CFLAGS" | "CPPFLAGS" | "CXXFLAGS" | "FFLAGS" | "LDFLAGS" | "pkg-config" | (string & {});
  /** arguments after go/build's own splitting and quoting rules, `${SRCDIR}` unexpanded */
  readonly args: readonly string[];
  /** of each argument as written, quotes included */
  readonly argRanges: readonly Range[];
  /** from `#cgo` to the last character of the line that is not blank */
  readonly range: Range;
  /** why go refuses the file where the condition holds (unclosed quote, unsafe character, unknown variable); null normally */
  readonly problem: string | null;
}

/** `//go:name value` above or below the imports: embed, debug, linkname, cgo_import_dynamic, build … */
export interface GoDirective {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

export interface GoProblem {
  readonly range: Range;
  readonly message: string;
}

/** The build constraints of a file of any language that go/build reads. Source: go/build, parseFileHeader and shouldBuild. */
export interface BuildLines {
  /** the `//go:build` expression, null without one; the first one when there are several (which is a problem) */
  readonly buildConstraint: { readonly text: string; readonly range: Range } | null;
  /** what follows `+build` in each `// +build` line that is in a valid place, in order; go ignores them when there is a `//go:build` */
  readonly plusBuild: readonly string[];
  /** go refuses a file with more than one `//go:build`, which ends the build */
  readonly constraintProblem: GoProblem | null;
}

export interface GoHeader extends BuildLines {
  readonly packageName: string | null;
  readonly packageRange: Range | null;
  readonly imports: readonly ImportSpec[];
  readonly cgo: readonly CgoDirective[];
  /** directives of the header (before and among the imports) */
  readonly directives: readonly GoDirective[];
  /** offset where the header ends: the first token after the imports */
  readonly end: number;
  /** false when the text was cut (readHead) before the header ended */
  readonly complete: boolean;
  /** syntax errors of the header and `#cgo` lines that go refuses, in order of position; none for text that was only cut */
  readonly problems: readonly GoProblem[];
}

/** A package-level `var` or `const` with what the linker's -X needs to know. */
export interface GoValueDeclaration {
  readonly kind: "var" | "const";
  readonly name: string;
  /** of the name */
  readonly range: Range;
  /** the type as written, null when inferred */
  readonly typeText: string | null;
  /**
   * The initialiser as written; null without one (or inside an iota group without its own). In `var a, b = f()` both names have the one
   * expression `f()`.
   */
  readonly initialiser: { readonly text: string; readonly range: Range; readonly literal: "string" | "stringConcatenation" | "other" } | null;
}

export interface GoArgument {
  readonly text: string;
  readonly range: Range;
  /** value of a string literal or of a sum of string literals */
  readonly stringValue: string | null;
}

/** A call in any position, conversions (`[]byte(x)`) and calls of builtins included. */
export interface GoCall {
  /** as written before the parenthesis: "time.LoadLocation", "exec.Command", "f[int]", "cmd.Flags().String" */
  readonly callee: string;
  /** from the callee to the closing parenthesis */
  readonly range: Range;
  readonly args: readonly GoArgument[];
  /** the last argument is followed by `...` */
  readonly isSpread: boolean;
  /** name of the enclosing top-level function or method ("Server.Run"); null in a package-level initialiser */
  readonly inFunction: string | null;
  /**
   * The targets of `loc, _ := f()`, `x.y = f()` and `var x = f()` as written; empty when the call is a statement, which drops its results (also after
   * go and defer); null when the call is part of something else, or not alone on the right side.
   */
  readonly assignedTo: readonly string[] | null;
}

/** `<-c` in any position; `for x := range c` is none. */
export interface GoReceive {
  /** what is received from, as written: "c", "time.After(d)" */
  readonly channel: string;
  /** from the arrow to the end of the channel */
  readonly range: Range;
  /** as in {@link GoCall} */
  readonly inFunction: string | null;
  /** inside of a `for`, its header included; function literals do not end it */
  readonly inLoop: boolean;
  /** in the communication of a case of select */
  readonly inSelect: boolean;
  /** where the value goes, as in {@link GoCall} */
  readonly assignedTo: readonly string[] | null;
}

export interface GoFunction {
  /** "Recv.Method" for methods, without `*` and type parameters of the receiver */
  readonly name: string;
  readonly range: Range;
  /** braces included; null for a function that is written in assembly */
  readonly bodyRange: Range | null;
}

export interface GoType {
  readonly name: string;
  readonly isAlias: boolean;
  /** what the name stands for, as written, without type parameters */
  readonly typeText: string;
  /** from the name to the end of the type */
  readonly range: Range;
}

export interface GoAssignment {
  readonly name: string;
  readonly inFunction: string;
  /** of the name */
  readonly range: Range;
}

export interface GoString {
  readonly value: string;
  readonly range: Range;
  readonly inFunction: string | null;
}

/** Everything is in the order of the file; what is nested comes after what it is in. */
export interface GoBody {
  /** package-level */
  readonly values: readonly GoValueDeclaration[];
  readonly functions: readonly GoFunction[];
  /** package-level */
  readonly types: readonly GoType[];
  readonly calls: readonly GoCall[];
  readonly receives: readonly GoReceive[];
  /**
   * `name = …`, `name += …`, `name++` and `for name = range …` in functions that nowhere declare something local of that name: the name is a
   * package-level variable of this or another file of the package. This is what undoes -X.
   */
  readonly assignments: readonly GoAssignment[];
  /** string literals, tags of struct fields included, import paths not */
  readonly strings: readonly GoString[];
  /** `//go:` comments of the whole file */
  readonly directives: readonly GoDirective[];
  /** the first syntax error; null when the whole file was understood. With one, the lists may lack entries. */
  readonly problem: GoProblem | null;
}
