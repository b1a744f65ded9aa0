import { fieldOf, fieldsOf, itemsOf, parseYaml, stringOf, textOf, valueOf, type YamlField, type YamlValue } from "../../syntax/yaml/index.js";
import type { Origin, Traced } from "../../text/index.js";
import { carrier, literalOf, slice } from "../../text/index.js";
import { absolutePath, dirname, join } from "../../workspace/index.js";
import type { FileView } from "../files/view.js";
import { interpolate, type Lookup } from "./interpolate.js";
import type { ComposeArgument, ComposeService } from "./model.js";

/** Files that extend or include each other. */
const MAX_FILES = 32;

/**
 * The services that the files build, later files laid over earlier ones. Source: compose-go, override/merge.go.
 *
 * @param paths absolute
 * @param directory of the project: what relative paths of all files are seen from
 */
export function readCompose(paths: readonly string[], directory: string, files: FileView, lookup: Lookup): readonly ComposeService[] {
  return new Reader(files, lookup).services(paths, directory);
}

class Reader {
  #read = 0;

  constructor(
    private readonly files: FileView,
    private readonly lookup: Lookup,
  ) {}

  services(paths: readonly string[], directory: string): readonly ComposeService[] {
    const merged = new Map<string, ComposeService>();
    for (const path of paths) {
      const file = this.#open(path);
      if (file === null) continue;
      for (const included of this.#included(file.document, directory)) merged.set(included.name, included);
      for (const field of fieldsOf(fieldOf(file.document, "services"))) {
        const service = this.#service(field, file, directory, new Set());
        if (service === null) continue;
        const earlier = merged.get(field.name);
        merged.set(field.name, earlier === undefined ? service : laidOver(earlier, service));
      }
    }
    return [...merged.values()];
  }

  #open(path: string): OpenFile | null {
    if (++this.#read > MAX_FILES) return null;
    const file = this.files.read(path);
    if (file === null || "unknown" in file || file.source === null) return null;
    const [document = null] = parseYaml(file.text, file.source).documents;
    return { path, source: file.source, document: valueOf(document) };
  }

  /** `include` brings whole projects, each with its own directory. */
  #included(document: YamlValue | null, directory: string): readonly ComposeService[] {
    return itemsOf(fieldOf(document, "include")).flatMap((item) => {
      const paths = itemsOf(item.type === "Mapping" ? fieldOf(item, "path") : item).flatMap((path) => {
        const text = this.#text(path);
        const literal = text === null ? null : literalOf(text);
        return literal === null ? [] : [join(directory, literal)];
      });
      const [first] = paths;
      return first === undefined ? [] : this.services(paths, dirname(first));
    });
  }

  #service({ name, value }: YamlField, file: OpenFile, directory: string, above: ReadonlySet<string>): ComposeService | null {
    const base = this.#base(fieldOf(value, "extends"), file, directory, new Set([...above, name]));
    const build = fieldsOf(value).find((field) => field.name === "build" && field.value !== null);
    const platform = this.#text(fieldOf(value, "platform"));
    if (build === undefined) return base === null ? null : { ...base, name, platforms: platform === null ? base.platforms : [platform] };
    const own = this.#build(name, build, file.source, directory, platform);
    return base === null ? own : laidOver(base, own);
  }

  /** `extends`: a service of this file or another one. */
  #base(node: YamlValue | null, file: OpenFile, directory: string, above: ReadonlySet<string>): ComposeService | null {
    const name = stringOf(node) ?? stringOf(fieldOf(node, "service"));
    if (node === null || name === null) return null;
    const other = stringOf(fieldOf(node, "file"));
    const path = other === null ? file.path : absolutePath(directory, other);
    const source = path === null ? null : other === null ? file : this.#open(path);
    const field = fieldsOf(fieldOf(source?.document, "services")).find((candidate) => candidate.name === name);
    if (source === null || field === undefined || (other === null && above.has(name))) return null;
    return this.#service(field, source, other === null ? directory : dirname(source.path), above);
  }

  #build(name: string, { key, value }: YamlField, source: string, directory: string, platform: Traced | null): ComposeService {
    const text = (field: string): Traced | null => this.#text(fieldOf(value, field));
    const platforms = itemsOf(fieldOf(value, "platforms")).flatMap((item) => this.#text(item) ?? []);
    return {
      name,
      at: { file: source, start: key.range[0], end: key.range[1] },
      directory,
      context: value?.type === "Mapping" ? text("context") : this.#text(value),
      dockerfile: text("dockerfile"),
      hasInlineDockerfile: fieldOf(value, "dockerfile_inline") !== null,
      target: text("target"),
      args: this.#arguments(fieldOf(value, "args"), source),
      contexts: new Map([...this.#arguments(fieldOf(value, "additional_contexts"), source)].flatMap(([key, argument]) => (argument.value === null ? [] : [[key, argument.value] as const]))),
      platforms: platforms.length > 0 || platform === null ? platforms : [platform],
    };
  }

  /** `{NAME: value}` or `[NAME=value]`. */
  #arguments(node: YamlValue | null, source: string): ReadonlyMap<string, ComposeArgument> {
    const found = new Map<string, ComposeArgument>();
    const place = ([start]: readonly [number, number], length: number): Origin => ({ file: source, start, end: start + length });
    if (node?.type === "Mapping") {
      for (const { name, key, value } of fieldsOf(node)) found.set(name, { value: this.#text(value), at: { file: source, start: key.range[0], end: key.range[1] } });
      return found;
    }
    for (const item of itemsOf(node)) {
      const text = this.#text(item);
      if (text === null || item.type !== "Scalar") continue;
      const equals = carrier(text).indexOf("=");
      const name = literalOf(equals === -1 ? text : slice(text, 0, equals));
      const at = item.range[0] + (item.style === "plain" ? 0 : 1);
      if (name !== null) found.set(name, { value: equals === -1 ? null : slice(text, equals + 1), at: place([at, at], name.length) });
    }
    return found;
  }

  #text(node: YamlValue | null): Traced | null {
    const text = textOf(node);
    return text === null ? null : interpolate(text, this.lookup);
  }
}

interface OpenFile {
  /** absolute */
  readonly path: string;
  /** workspace path */
  readonly source: string;
  readonly document: YamlValue | null;
}

function laidOver(under: ComposeService, over: ComposeService): ComposeService {
  return {
    ...over,
    context: over.context ?? under.context,
    directory: over.context === null ? under.directory : over.directory,
    dockerfile: over.dockerfile ?? under.dockerfile,
    hasInlineDockerfile: over.hasInlineDockerfile || under.hasInlineDockerfile,
    target: over.target ?? under.target,
    args: new Map([...under.args, ...over.args]),
    contexts: new Map([...under.contexts, ...over.contexts]),
    platforms: over.platforms.length > 0 ? over.platforms : under.platforms,
  };
}
