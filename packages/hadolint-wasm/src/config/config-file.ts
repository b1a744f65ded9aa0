import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { literalOf, parseYaml, type YamlSyntax } from "@go-indep/core";
import { HadolintError } from "../error.js";
import { MAX_CONFIG } from "../limits.js";

/**
 * A file like `.hadolint.yaml` as data: mappings, lists, and scalars as they are written.
 *
 * @throws HadolintError when it cannot be read or is no YAML
 */
export function readConfigFile(path: string): unknown {
  const { documents, problems } = parseYaml(read(path), path);
  const [problem] = problems;
  if (problem !== undefined) throw new HadolintError("configuration", `${path}: ${problem.message}`);
  return plain(documents[0] ?? null);
}

function read(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new HadolintError("configuration", `${path}: not a regular file`);
    if (stat.size > MAX_CONFIG) throw new HadolintError("limit", `${path}: larger than ${MAX_CONFIG} bytes`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof HadolintError) throw error;
    throw new HadolintError("configuration", `${path}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** hadolint's own files have three levels. */
const MAX_DEPTH = 16;

function plain(node: YamlSyntax.YamlNode | null, depth = 0): unknown {
  if (node === null || depth > MAX_DEPTH) return null;
  if (node.type === "Alias") return plain(node.target, depth + 1);
  if (node.type === "Sequence") return node.items.map((item) => plain(item, depth + 1));
  if (node.type === "Mapping") return Object.fromEntries(node.entries.map(({ key, value }) => [keyText(key), plain(value, depth + 1)]));
  const text = literalOf(node.text) ?? "";
  return node.style === "plain" && /^(?:~|null|Null|NULL|)$/.test(text) ? null : text;
}

function keyText(key: YamlSyntax.YamlNode | null): string {
  return key?.type === "Scalar" ? (literalOf(key.text) ?? "") : "";
}
