/** From the library's concrete tokens to nodes. */
import type { CST } from "yaml";
import { LIMITS } from "../../limits.js";
import type { Range } from "../../text/index.js";
import type { YamlAlias, YamlEntry, YamlNode, YamlProblem, YamlScalar } from "./ast.js";
import { unindent } from "./block-scalar.js";
import { unescape, unfold } from "./flow-scalar.js";
import { Runs } from "./runs.js";

/** What stands before a node. */
interface Properties {
  readonly anchor: string | null;
  readonly tag: string | null;
}

const NO_PROPERTIES: Properties = { anchor: null, tag: null };

/** Composes the documents of one file. Anchors are those of the document. */
export class Composer {
  readonly problems: YamlProblem[] = [];
  readonly #anchors = new Map<string, { readonly node: YamlNode | null; readonly size: number }>();
  /** nodes, those of aliases as often as they are used */
  #size = 0;

  constructor(
    private readonly source: string,
    private readonly file: string,
  ) {}

  document({ start, value, end = [] }: CST.Document): YamlNode | null {
    this.#anchors.clear();
    this.#check(end);
    return this.#node(value, start);
  }

  problem(message: string, range: Range): void {
    this.problems.push({ message, range });
  }

  #node(token: CST.Token | null | undefined, before: readonly CST.SourceToken[]): YamlNode | null {
    const properties = this.#properties(before);
    const size = this.#size;
    const node = token === null || token === undefined ? null : this.#bounded(token, properties);
    if (properties.anchor !== null) this.#anchors.set(properties.anchor, { node, size: this.#size - size });
    return node;
  }

  #bounded(token: CST.Token, properties: Properties): YamlNode | null {
    const range: Range = [token.offset, token.offset + ("source" in token ? token.source.length : 1)];
    if (++this.#size > LIMITS.yamlNodes) {
      if (this.#size === LIMITS.yamlNodes + 1) this.problem(`limit: more than ${LIMITS.yamlNodes} YAML nodes`, range);
      return null;
    }
    switch (token.type) {
      case "scalar":
      case "single-quoted-scalar":
      case "double-quoted-scalar":
        return this.#flowScalar(token, range, properties.tag);
      case "block-scalar":
        return this.#blockScalar(token, properties.tag);
      case "alias":
        return this.#alias(token, range);
      case "block-map":
        return { type: "Mapping", entries: this.#entries(token.items), tag: properties.tag, range: [token.offset, endOf(token)] };
      case "block-seq":
        return {
          type: "Sequence",
          items: token.items.flatMap(({ start, value }) => (value === undefined && !start.some(({ type }) => type === "seq-item-ind") ? [] : [this.#node(value, start)])),
          tag: properties.tag,
          range: [token.offset, endOf(token)],
        };
      case "flow-collection":
        return this.#flowCollection(token, properties.tag);
      default:
        this.problem("message" in token ? token.message : `unexpected ${token.type}`, range);
        return null;
    }
  }

  #entries(items: readonly CST.CollectionItem[]): readonly YamlEntry[] {
    return items.flatMap((item): readonly YamlEntry[] => {
      const { start, key, sep, value } = item;
      if (key === undefined && sep === undefined) {
        this.#properties(start);
        return [];
      }
      if (sep !== undefined && value !== undefined && !sep.some(({ type }) => type === "map-value-ind")) this.problem("a colon is missing", [value.offset, value.offset]);
      return [{ key: this.#node(key, start), value: this.#node(value, sep ?? []) }];
    });
  }

  #flowCollection(token: CST.FlowCollection, tag: string | null): YamlNode {
    const range: Range = [token.offset, endOf(token)];
    const closing = token.start.source === "{" ? "}" : "]";
    if (token.end[0]?.source !== closing) this.problem(`no closing ${closing}`, range);
    this.#check(token.end);
    if (closing === "}") {
      const items = token.items.map((item) => (item.key === undefined && item.sep === undefined && item.value !== undefined ? { ...item, key: item.value, sep: [], value: undefined } : item));
      return { type: "Mapping", entries: this.#entries(items), tag, range };
    }
    const items = token.items.flatMap((item): readonly (YamlNode | null)[] => {
      const { start, key, sep, value } = item;
      if (key === undefined && sep === undefined) return value === undefined && !start.some(({ type }) => type === "explicit-key-ind") ? [] : [this.#node(value, start)];
      if (sep?.length === 0 && key !== undefined && value === undefined) return [this.#node(key, start)];
      // `[a: b]` is a list of one mapping.
      const at = key?.offset ?? token.offset;
      return [{ type: "Mapping", entries: this.#entries([item]), tag: null, range: [at, at + 1] }];
    });
    return { type: "Sequence", items, tag, range };
  }

  #flowScalar(token: CST.FlowScalar, range: Range, tag: string | null): YamlScalar {
    const runs = new Runs(this.source, this.file);
    const [start, end] = range;
    this.#check(token.end ?? []);
    if (token.type === "scalar") {
      unfold(this.source, start, end, false, runs);
      return { type: "Scalar", style: "plain", text: runs.finish(), tag, range };
    }
    const quote = token.type === "single-quoted-scalar" ? "'" : '"';
    const isClosed = token.source.length > 1 && token.source.endsWith(quote);
    if (!isClosed) this.problem(`no closing ${quote}`, range);
    const inner = isClosed ? end - 1 : end;
    if (quote === "'") unfold(this.source, start + 1, inner, true, runs);
    else unescape(this.source, start + 1, inner, runs);
    return { type: "Scalar", style: quote === "'" ? "single" : "double", text: runs.finish(), tag, range };
  }

  #blockScalar(token: CST.BlockScalar, tag: string | null): YamlScalar {
    const runs = new Runs(this.source, this.file);
    const [header] = token.props;
    const text = header !== undefined && "source" in header ? header.source : "|";
    const end = endOf(token);
    const body = end - token.source.length;
    unindent(this.source, text, body, end, token.indent, runs);
    return { type: "Scalar", style: text.startsWith(">") ? "folded" : "literal", text: runs.finish(), tag, range: [token.offset, end] };
  }

  #alias(token: CST.FlowScalar, range: Range): YamlAlias {
    const name = token.source.slice(1);
    const found = this.#anchors.get(name);
    this.#check(token.end ?? []);
    if (found === undefined) this.problem(`no anchor &${name}`, range);
    const isTooLarge = found !== undefined && this.#size + found.size > LIMITS.yamlNodes;
    if (isTooLarge) this.problem(`limit: more than ${LIMITS.yamlNodes} YAML nodes`, range);
    else this.#size += found?.size ?? 0;
    return { type: "Alias", name, target: isTooLarge ? null : (found?.node ?? null), range };
  }

  #properties(tokens: readonly CST.SourceToken[]): Properties {
    let { anchor, tag } = NO_PROPERTIES;
    for (const token of tokens) {
      if (token.type === "anchor") anchor = token.source.slice(1);
      else if (token.type === "tag") tag = token.source;
    }
    this.#check(tokens);
    return { anchor, tag };
  }

  /** Tokens that mean nothing may be errors of the lexer. */
  #check(tokens: readonly (CST.SourceToken | CST.ErrorToken)[]): void {
    for (const token of tokens) if (token.type === "error" || token.type === "flow-error-end") this.problem("message" in token ? token.message : "not YAML", [token.offset, token.offset + token.source.length]);
  }
}

/** Behind the last character of what a token and those that it holds stand for. */
function endOf(token: CST.Token): number {
  for (let at = token; ; ) {
    if (at.type === "flow-collection" && at.end[0] !== undefined) return at.end[0].offset + at.end[0].source.length;
    if (at.type === "block-scalar") return at.offset + at.props.reduce((sum, part) => sum + ("source" in part ? part.source.length : 0), 0) + at.source.length;
    if (at.type !== "block-map" && at.type !== "block-seq" && at.type !== "flow-collection") return at.offset + ("source" in at ? at.source.length : 0);
    const [last] = at.items.slice(-2).flatMap(lastOf).slice(-1);
    if (last === undefined) return at.offset;
    at = last;
  }
}

function lastOf({ start, key, sep, value }: CST.CollectionItem): readonly CST.Token[] {
  const last = value ?? sep?.findLast(({ type }) => type === "map-value-ind") ?? key ?? start.findLast(({ type }) => type === "seq-item-ind");
  return last === undefined ? [] : [last];
}
