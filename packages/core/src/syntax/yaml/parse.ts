import { type CST, Lexer, Parser } from "yaml";
import { LIMITS } from "../../limits.js";
import type { YamlFile, YamlNode } from "./ast.js";
import { Composer } from "./compose.js";

/**
 * Reads YAML. Never throws: what is wrong is a problem, and the documents hold what could be read. Files and aliases beyond the bounds of limits.ts
 * give a problem that begins with "limit:".
 *
 * The library `yaml` finds the tokens; its types stay in this folder.
 *
 * @param file path of the text, for the origins of its scalars
 */
export function parseYaml(text: string, file: string): YamlFile {
  if (text.length > LIMITS.yamlLength) return { documents: [], problems: [{ message: `limit: more than ${LIMITS.yamlLength} characters of YAML`, range: [0, 0] }] };
  const tokens = tokensOf(text);
  if (tokens === null) return { documents: [], problems: [{ message: `limit: more than ${LIMITS.evaluationDepth} nested YAML collections`, range: [0, 0] }] };
  const composer = new Composer(text, file);
  const documents: (YamlNode | null)[] = [];
  for (const token of tokens) {
    if (token.type === "document") documents.push(composer.document(token));
    else if (token.type === "error") composer.problem(token.message, [token.offset, token.offset + token.source.length]);
  }
  return { documents, problems: composer.problems };
}

/** Null when more is nested than is composed: the library would go on to the end of the stack. */
function tokensOf(text: string): readonly CST.Token[] | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // the document, its collections, and what is being read
    if (parser.stack.length > LIMITS.evaluationDepth + 2) return null;
  }
  tokens.push(...parser.end());
  return tokens;
}
