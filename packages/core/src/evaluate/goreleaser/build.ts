/** One entry of `builds:`. Source: goreleaser v2, internal/pipe/build/build.go and internal/builders/golang/build.go. */
import { fieldOf, itemsOf, stringOf, textOf, type YamlValue } from "../../syntax/yaml/index.js";
import { concat, EMPTY, isEmpty, join as joinTexts, literal, literalOf, originOf, shapeOf, splitBlanks, type Hop, type Origin, type Traced, type Word } from "../../text/index.js";
import { absolutePath, dirname, join, relative } from "../../workspace/index.js";
import type { Environment } from "../environment.js";
import { evaluateTemplate, stringOf as textOfValue, textValue, truthOf, type TemplateScope } from "../templates/index.js";
import { assign, runHooks } from "./hooks.js";
import type { Run } from "./run.js";
import { goreleaserScope, type Built } from "./scope.js";
import { overrideTarget, targetsOf, targetVariables, type Target } from "./targets.js";


/** A program that was built, as images ask for it. */
export interface Binary {
  /** value of `id`; null when it is not known */
  readonly id: string | null;
  readonly target: Target;
  /** path below the context of an image; null when it is not known */
  readonly name: string | null;
  /** absolute */
  readonly path: string | null;
}

export const DEFAULT_LDFLAGS = "-s -w -X main.version={{.Version}} -X main.commit={{.Commit}} -X main.date={{.Date}} -X main.builtBy=goreleaser";

/** Builders of other languages; what they build is no Go program. */
const FOREIGN = new Set(["rust", "zig", "bun", "deno", "node", "uv", "poetry"]);

/** Builds for every target that counts here, and tells what is there then. */
export function runBuild(build: YamlValue | null, run: Run): readonly Binary[] {
  const builder = stringOf(fieldOf(build, "builder")) ?? "go";
  if (FOREIGN.has(builder)) return [];
  const at = placeOf(build, run);
  const prebuilt = builder === "prebuilt" ? textOf(fieldOf(build, "prebuilt", "path")) : null;
  if (prebuilt !== null) return chosen(targetsOf(build), run).map((target) => importPrebuilt(build, prebuilt, target, at, run));
  if (builder !== "go" && builder !== "") {
    run.notUnderstood(`the builder \`${builder}\` of goreleaser`, at, true);
    return [];
  }
  const skip = textOf(fieldOf(build, "skip"));
  if (skip !== null && truthText(evaluateTemplate(skip, goreleaserScope(run.release, run.environment, null))) === true) return [];
  return chosen(targetsOf(build), run).map((target) => new TargetBuild(build, target, at, run).run());
}

/** Programs for other systems have no part in an image; they are looked at where there is nothing else. */
function chosen(targets: readonly Target[], { single }: Run): readonly Target[] {
  if (single !== null) return targets.filter(({ os, arch }) => os === single.os && arch === single.arch).slice(0, 1);
  const linux = targets.filter(({ os }) => os === "linux");
  return linux.length > 0 ? linux : targets.slice(0, 1);
}

/**
 * A program that something else has built, by its path. There are no defaults for its targets, and no go command. Source: goreleaser documentation, "Import
 * pre-built binaries" (Pro).
 */
function importPrebuilt(build: YamlValue | null, template: Traced, target: Target, at: Origin, run: Run): Binary {
  const { machine } = run;
  const scope = goreleaserScope(run.release, run.environment, { target, fields: new Map() });
  const id = textOf(fieldOf(build, "id")) ?? run.release.projectName;
  const written = literalOf(evaluateTemplate(template, scope));
  const path = written === null ? null : absolutePath(run.directory, written);
  const file = path === null ? null : machine.files.stat(path);
  const isBuilt = (file?.kind === "file" || file?.kind === "unknown") && (file.artifacts?.length ?? 0) > 0;
  if (!isBuilt) run.notUnderstood(`what builds ${path === null ? "a program" : relative(run.directory, path)}, which goreleaser takes as it is (builder: prebuilt)`, at, true);
  const name = concat(evaluateTemplate(textOf(fieldOf(build, "binary")) ?? literal("{{ .ProjectName }}"), scope), literal(extensionOf(target, "")));
  return { id: id === null ? null : literalOf(id), target, name: literalOf(name), path };
}

class TargetBuild {
  constructor(
    private readonly build: YamlValue | null,
    private readonly target: Target,
    private readonly at: Origin,
    private readonly own: Run,
  ) {}

  run(): Binary {
    const { build, target, own } = this;
    const id = textOf(fieldOf(build, "id")) ?? own.release.projectName;
    const mode = this.#override("buildmode");
    const extension = extensionOf(target, mode === null ? "" : (literalOf(mode) ?? ""));
    const bare = evaluateTemplate(textOf(fieldOf(build, "binary")) ?? literal("{{ .ProjectName }}"), this.#scope(new Map()));
    const name = concat(bare, literal(extension));
    const flat = textOf(fieldOf(build, "no_unique_dist_dir"));
    const isFlat = flat !== null && truthText(evaluateTemplate(flat, this.#scope(new Map()))) === true;
    const folder = isFlat ? EMPTY : concat(id ?? unknownName(this.#scope(new Map())), literal(`_${target.name}/`));
    const path = concat(literal(`${own.dist}/`), folder, name);
    const fields = new Map<string, Traced>([["Name", name], ["Path", path], ["Ext", literal(extension)], ["Binary", bare], ["ArtifactName", name], ["ArtifactPath", path], ["ArtifactExt", literal(extension)]]);
    const output = literalOf(path);
    const directory = join(own.directory, stringOf(fieldOf(build, "dir")) ?? "");
    if (output !== null) own.machine.files.makeDirectory(output.slice(0, output.lastIndexOf("/")), "must");

    const chain: readonly Hop[] = [...own.call.chain, { fact: "", text: `goreleaser builds ${literalOf(bare) ?? "a program"} for ${target.name}`, at: this.at }];
    const hookEnvironment = this.#environment(itemsOf(fieldOf(build, "env")).flatMap((item) => textOf(item) ?? []), own.environment, fields);
    const hooks = fieldOf(build, "hooks");
    runHooks(fieldOf(hooks, "pre"), { run: own, environment: hookEnvironment, scope: (environment) => goreleaserScope(own.release, environment, { target, fields }), chain });
    let environment = this.#environment(this.#variables(), own.environment, fields);
    for (const [variable, value] of targetVariables(target)) environment = environment.set(variable, literal(value), true);
    own.machine.run({ ...own.call, words: this.#words(path, mode, environment, fields), environment, directory, at: this.at, chain, input: null });
    runHooks(fieldOf(hooks, "post"), { run: own, environment: hookEnvironment, scope: (after) => goreleaserScope(own.release, after, { target, fields }), chain });
    return { id: id === null ? null : literalOf(id), target, name: literalOf(name), path: output };
  }

  /** As buildGoBuildLine forms it. */
  #words(output: Traced, mode: Traced | null, environment: Environment, fields: ReadonlyMap<string, Traced>): readonly Word[] {
    const { build } = this;
    const scope = goreleaserScope(this.own.release, environment, { target: this.target, fields });
    const applied = (texts: readonly Traced[]): readonly Traced[] => texts.map((text) => evaluateTemplate(text, scope)).filter((text) => !isEmpty(text));
    const prefixed = (prefix: string, texts: readonly Traced[]): readonly Word[] => applied(texts).map((text) => ({ kind: "word", value: concat(literal(prefix), text) }));
    const tool = textOf(fieldOf(build, "tool")) ?? textOf(fieldOf(build, "gobinary")) ?? literal("go");
    const tags = applied(this.#flags("tags"));
    const ldflags = applied(this.#list("ldflags", literal(DEFAULT_LDFLAGS)));
    const word = (value: Traced): Word => ({ kind: "word", value });
    return [
      word(evaluateTemplate(tool, scope)),
      word(textOf(fieldOf(build, "command")) ?? literal("build")),
      ...applied(this.#flags("flags")).map((value): Word => ({ kind: shapeOf(value).mayBeEmpty ? "gap" : "word", value })),
      ...prefixed("-asmflags=", this.#list("asmflags", null)),
      ...prefixed("-gcflags=", this.#list("gcflags", null)),
      ...(tags.length === 0 ? [] : [word(concat(literal("-tags="), joinTexts(tags, literal(","))))]),
      word(concat(literal("-ldflags="), joinTexts(ldflags, literal(" ")))),
      ...(mode === null || isEmpty(mode) ? [] : [word(concat(literal("-buildmode="), mode))]),
      word(literal("-o")),
      word(output),
      word(this.#main()),
    ];
  }

  /** With `gomod.proxy` the package by its import path, in the module that was released. Source: internal/pipe/gomod/gomod_proxy.go, proxyBuild. */
  #main(): Traced {
    const main = textOf(fieldOf(this.build, "main")) ?? literal(".");
    const { isProxied, release } = this.own;
    const path = literalOf(main);
    if (!isProxied || release.modulePath === null || path === null) return main;
    return literal(join(release.modulePath, path.endsWith(".go") ? dirname(path) : path), originOf(main));
  }

  /** The value of a field of the build, or of the override for this target. */
  #override(field: string): Traced | null {
    return textOf(fieldOf(this.#overrides(), field)) ?? textOf(fieldOf(this.build, field));
  }

  #overrides(): YamlValue | null {
    return itemsOf(fieldOf(this.build, "overrides")).find((override) => overrideTarget(override)?.name === this.target.name) ?? null;
  }

  /** A list, or one text that is a list of one. */
  #list(field: string, otherwise: Traced | null): readonly Traced[] {
    for (const node of [this.#overrides(), this.build]) {
      const items = itemsOf(fieldOf(node, field)).flatMap((item) => textOf(item) ?? []);
      if (items.length > 0) return items;
    }
    return otherwise === null ? [] : [otherwise];
  }

  /** A list, or one text that is split at its blanks. */
  #flags(field: string): readonly Traced[] {
    for (const node of [this.#overrides(), this.build]) {
      const value = fieldOf(node, field);
      const text = value?.type === "Scalar" ? value.text : null;
      const items = text === null ? itemsOf(value).flatMap((item) => textOf(item) ?? []) : splitBlanks(text).map((word) => word.value);
      if (items.length > 0) return items;
    }
    return [];
  }

  #variables(): readonly Traced[] {
    return [this.build, this.#overrides()].flatMap((node) => itemsOf(fieldOf(node, "env")).flatMap((item) => textOf(item) ?? []));
  }

  /** Each is evaluated with those before it in `.Env`. */
  #environment(variables: readonly Traced[], from: Environment, fields: ReadonlyMap<string, Traced>): Environment {
    const scope = (environment: Environment): TemplateScope => goreleaserScope(this.own.release, environment, { target: this.target, fields });
    return variables.reduce((before, variable) => assign(evaluateTemplate(variable, scope(before)), before), from);
  }

  #scope(fields: Built["fields"]): TemplateScope {
    return goreleaserScope(this.own.release, this.own.environment, { target: this.target, fields });
  }
}

function unknownName(scope: TemplateScope): Traced {
  return evaluateTemplate(literal("{{ .ProjectName }}"), scope);
}

/** `true`, whatever its case and the blanks round it; null when it is not known. */
export function truthText(text: Traced): boolean | null {
  const known = textOfValue(textValue(text));
  return known === null ? truthOf(textValue(text)) === false ? false : null : known.trim().toLowerCase() === "true";
}

/** Source: internal/pipe/build/build.go, extFor. */
function extensionOf({ os, arch }: Target, mode: string): string {
  const isWasm = arch === "wasm";
  if (mode === "c-shared") return os === "darwin" ? ".dylib" : os === "windows" ? ".dll" : isWasm ? ".wasm" : ".so";
  if (mode === "c-archive") return os === "windows" ? ".lib" : ".a";
  return isWasm ? ".wasm" : os === "windows" ? ".exe" : "";
}

/** The first field of the entry: where people look for it. */
function placeOf(build: YamlValue | null, { file }: Run): Origin {
  const first = build?.type === "Mapping" ? build.entries[0] : undefined;
  const key = first?.key?.range ?? build?.range ?? [0, 0];
  const value = first?.value?.type === "Scalar" ? first.value.range : key;
  return { file, start: key[0], end: Math.max(key[1], value[1]) };
}
