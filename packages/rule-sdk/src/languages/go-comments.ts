import type { CommentNode } from "../language/nodes.js";

/** Comments and everything that can hide one. An unterminated string or rune ends with its line, as for go/scanner. */
const TOKEN = /\/\/.*|\/\*[^]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`[^`]*`?/gu;

/**
 * The comments of a Go file. Most files have none that ESLint looks for and are not scanned at all. Text in strings is no comment.
 */
export function goComments(text: string): CommentNode[] {
  if (!text.includes("eslint")) return [];
  return [...text.matchAll(TOKEN)].flatMap((match): CommentNode[] => {
    const token = match[0];
    const range = [match.index, match.index + token.length] as const;
    if (token.startsWith("//")) return [{ type: "Comment", range, value: token.slice(2) }];
    if (token.startsWith("/*")) return [{ type: "Comment", range, value: token.replace(/^\/\*|\*\/$/gu, "") }];
    return [];
  });
}
