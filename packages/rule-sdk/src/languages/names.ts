import type { CMakeNode } from "./cmake.js";
import type { DockerfileNode } from "./dockerfile.js";
import type { GoNode } from "./go.js";
import type { GoModNode, GoWorkNode } from "./go-mod.js";
import type { MakefileNode } from "./makefile.js";
import type { TextNode } from "./text.js";
import type { SyntaxNode } from "../language/nodes.js";

/** The prefix of every language and of the processor, and the key under which their plugin is registered. */
export const NAMESPACE = "go-indep";

/** The languages and the nodes that rules see in them. */
export interface LanguageNodes {
  "go-indep/dockerfile": DockerfileNode;
  "go-indep/makefile": MakefileNode;
  "go-indep/cmake": CMakeNode;
  "go-indep/go-mod": GoModNode;
  "go-indep/go-work": GoWorkNode;
  "go-indep/go": GoNode;
  "go-indep/shell": TextNode;
  "go-indep/text": TextNode;
}

/** A language of ours, all of them, or a language of somebody else (`yml/yaml`). */
export type LanguageName = keyof LanguageNodes | "go-indep/*" | (string & {});

export type NodeOf<L extends LanguageName> = L extends keyof LanguageNodes ? LanguageNodes[L] : L extends "go-indep/*" ? LanguageNodes[keyof LanguageNodes] : SyntaxNode;
