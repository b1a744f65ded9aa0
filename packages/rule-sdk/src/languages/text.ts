import { createLanguage } from "../language/create-language.js";
import type { Parsed, SyntaxNode } from "../language/nodes.js";

export interface TextFile extends SyntaxNode {
  readonly type: "TextFile";
}

export type TextNode = TextFile;

/** Any file with `#` comments: one node for the whole text. For rules that report by range and read nothing themselves. */
export const text = createLanguage<TextFile>({
  parse: parseText,
  visitorKeys: {},
});

function parseText(source: string): Parsed<TextFile> {
  const comments = [...source.matchAll(/^[ \t]*(#.*)$/gmu)].map((match) => {
    const comment = match[1] as string;
    const end = match.index + match[0].length;
    return { type: "Comment", range: [end - comment.length, end] as const, value: comment.slice(1) };
  });
  return { root: { type: "TextFile", range: [0, source.length] }, comments, problems: [] };
}
