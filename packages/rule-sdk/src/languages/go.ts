import { scanGoHeader, type CgoDirective, type GoDirective, type ImportSpec, type Range } from "@go-indep/core";
import { createLanguage } from "../language/create-language.js";
import type { SyntaxNode } from "../language/nodes.js";
import { goComments } from "./go-comments.js";

export interface PackageClause extends SyntaxNode {
  readonly type: "PackageClause";
  readonly name: string;
}

export interface BuildConstraint extends SyntaxNode {
  readonly type: "BuildConstraint";
  /** the expression after `//go:build` */
  readonly text: string;
}

export type ImportNode = { readonly type: "ImportSpec" } & ImportSpec;
export type CgoDirectiveNode = { readonly type: "CgoDirective" } & CgoDirective;
export type GoDirectiveNode = { readonly type: "GoDirective" } & GoDirective;

/** The header of a Go file: everything up to the first declaration that is not an import. */
export interface GoFile extends SyntaxNode {
  readonly type: "GoFile";
  /** in the order of the file */
  readonly header: readonly (BuildConstraint | GoDirectiveNode | PackageClause | CgoDirectiveNode | ImportNode)[];
}

export type GoNode = GoFile | GoFile["header"][number];

export const go = createLanguage<GoFile>({
  parse(text) {
    const { packageName, packageRange, buildConstraint, imports, cgo, directives, problems } = scanGoHeader(text);
    const header: GoFile["header"][number][] = [
      ...directives.map((directive): GoDirectiveNode => ({ type: "GoDirective", ...directive })),
      ...imports.map((spec): ImportNode => ({ type: "ImportSpec", ...spec })),
      ...cgo.map((directive): CgoDirectiveNode => ({ type: "CgoDirective", ...directive })),
    ];
    if (buildConstraint !== null) header.push({ type: "BuildConstraint", ...buildConstraint });
    if (packageName !== null && packageRange !== null) header.push({ type: "PackageClause", name: packageName, range: packageRange });
    header.sort((a, b) => a.range[0] - b.range[0]);
    const range: Range = [0, text.length];
    return { root: { type: "GoFile", range, header }, comments: goComments(text), problems };
  },
  visitorKeys: { GoFile: ["header"] },
});
