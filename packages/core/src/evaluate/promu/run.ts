/** What promu builds. Source: prometheus/promu, cmd/build.go and cmd/crossbuild.go; prometheus/golang-builder, builder.sh. */
import { fieldOf, itemsOf, parseYaml, stringOf, textOf, valueOf, type YamlValue } from "../../syntax/yaml/index.js";
import { carrier, concat, EMPTY, isEmpty, join as joinTexts, literal, literalOf, slice, splitBlanks, unknownText, type Origin, type Traced, type Word } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { Environment } from "../environment.js";
import type { Machine } from "../machine.js";
import type { CommandCall } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";
import { evaluateTemplate } from "../templates/index.js";
import { promuScope } from "./scope.js";

export interface PromuRequest {
  /** absolute path of the configuration */
  readonly config: string;
  /** build for every platform of the configuration, into `.build` */
  readonly isCrossBuild: boolean;
  /** `--prefix`; null without it */
  readonly prefix: Traced | null;
  /** `--cgo`; null without it */
  readonly cgo: boolean | null;
  /** binaries that are named; empty for all */
  readonly names: readonly string[];
  /** `--platforms`, in place of those of the configuration; empty without it */
  readonly platforms: readonly string[];
}

/** Platforms of Linux; others have no part in an image. */
const LINUX_PLATFORMS = ["386", "amd64", "arm64", "armv5", "armv6", "armv7", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x"].map((arch) => `linux/${arch}`);

/** Systems on which a static link is not asked for. */
const NEVER_STATIC = new Set(["darwin", "solaris", "illumos", "aix"]);

export function runPromu(request: PromuRequest, call: CommandCall & { readonly directory: string }, machine: Machine): void {
  const read = machine.files.read(request.config);
  if (read === null || "unknown" in read) {
    const text = "a configuration of promu that is not known";
    machine.record(mayHideBuild(text, "promu", call));
    return;
  }
  const file = read.source ?? call.at.file;
  const root = valueOf(parseYaml(read.text, file).documents[0]);
  new Promu(root, file, request, call, machine).run();
}

class Promu {
  constructor(
    private readonly root: YamlValue | null,
    private readonly file: string,
    private readonly request: PromuRequest,
    private readonly call: CommandCall & { readonly directory: string },
    private readonly machine: Machine,
  ) {}

  run(): void {
    const { call, request, machine } = this;
    if (!request.isCrossBuild) {
      const system = call.environment.getExported("GOOS");
      const os = system === null ? machine.facts().os : literalOf(system.value);
      this.#buildAll(request.prefix ?? textOf(fieldOf(this.root, "build", "prefix")) ?? literal("."), os ?? machine.facts().os, call.environment);
      return;
    }
    for (const platform of this.#platforms()) {
      const [os = "linux", name = ""] = platform.split("/");
      const arm = /^armv([567])$/.exec(name)?.[1];
      let environment = call.environment.set("GOOS", literal(os), true).set("GOARCH", literal(arm === undefined ? name : "arm"), true);
      if (arm !== undefined) environment = environment.set("GOARM", literal(arm), true);
      // the builder's image has a compiler for each
      if (this.#cgo()) environment = environment.set("CC", unknownText({ code: "image", text: "the C compiler of promu's builder image", at: null }), true);
      this.#buildAll(literal(`.build/${os}-${name}`), os, environment);
    }
  }

  /** Regular expressions over the names of platforms: `linux` is all of Linux. */
  #platforms(): readonly string[] {
    const configured = itemsOf(fieldOf(this.root, "crossbuild", "platforms")).flatMap((item) => stringOf(item) ?? []);
    const named = this.request.platforms.length > 0 ? this.request.platforms : configured;
    return named.length === 0 ? LINUX_PLATFORMS : LINUX_PLATFORMS.filter((platform) => named.some((pattern) => matches(platform, pattern)));
  }

  #buildAll(prefix: Traced, os: string, from: Environment): void {
    const { root, request } = this;
    const environment = from.set("CGO_ENABLED", literal(this.#cgo() ? "1" : "0"), true);
    const repository = textOf(fieldOf(root, "repository", "path")) ?? unknownText({ code: "command-output", text: "the repository's address, which git knows", at: null });
    const configured = itemsOf(fieldOf(root, "build", "binaries"));
    for (const binary of configured.length > 0 ? configured : [null]) {
      const name = textOf(fieldOf(binary, "name")) ?? literal((literalOf(repository) ?? "").split("/").at(-1) ?? "");
      if (request.names.length > 0 && !request.names.includes(literalOf(name) ?? "")) continue;
      this.#build(binary, { name, prefix, repository, os, environment });
    }
  }

  #build(binary: YamlValue | null, { name, prefix, repository, os, environment }: { readonly name: Traced; readonly prefix: Traced; readonly repository: Traced; readonly os: string; readonly environment: Environment }): void {
    const { root, call, machine } = this;
    const word = (value: Traced): Word => ({ kind: "word", value });
    const path = join(stringOf(fieldOf(binary, "path")) ?? ".");
    const flags = textOf(fieldOf(root, "build", "flags")) ?? EMPTY;
    const tags = this.#tags(os);
    const file = concat(name, literal(os === "windows" ? ".exe" : ""));
    const words = [
      word(literal("go")),
      word(literal("build")),
      word(literal("-o")),
      word(literalOf(prefix) === "." || isEmpty(prefix) ? file : concat(prefix, literal("/"), file)),
      word(literal("-ldflags")),
      word(this.#ldflags(repository, os)),
      ...splitBlanks(flags),
      ...(tags.length === 0 ? [] : [word(literal("-tags")), word(joinTexts(tags, literal(",")))]),
      word(path === "" ? repository : concat(repository, literal(`/${path}`))),
    ];
    const at = this.#placeOf(binary);
    machine.run({ ...call, words, environment, at, chain: [...call.chain, { fact: "", text: `promu builds ${literalOf(name) ?? "a program"} for ${os}`, at }], input: null });
  }

  #ldflags(repository: Traced, os: string): Traced {
    const { root, call, machine } = this;
    const scope = promuScope(call.directory, repository, machine);
    const given = textOf(fieldOf(root, "build", "ldflags"));
    const own = given !== null && carrier(given).trim() !== "" ? lines(evaluateTemplate(given, scope)) : [evaluateTemplate(literal("-X main.Version={{ .Version }}"), scope)];
    const external = itemsOf(fieldOf(root, "build", "extldflags")).flatMap((item) => textOf(item) ?? []);
    const isStatic = stringOf(fieldOf(root, "build", "static")) !== "false" && !NEVER_STATIC.has(os) && !external.some((flag) => literalOf(flag) === "-static");
    const all = [...external, ...(isStatic ? [literal("-static", this.#staticAt())] : [])];
    return joinTexts([...own, ...(all.length === 0 ? [] : [concat(literal("-extldflags '"), joinTexts(all, literal(" ")), literal("'"))])], literal(" "));
  }

  #staticAt(): Origin | null {
    const value = fieldOf(this.root, "build", "static");
    return value === null ? null : { file: this.file, start: value.range[0], end: value.range[1] };
  }

  /** Those of the system, else those of all. */
  #tags(os: string): readonly Traced[] {
    const own = fieldOf(this.root, "build", "tags", os);
    return itemsOf(own ?? fieldOf(this.root, "build", "tags", "all")).flatMap((item) => textOf(item) ?? []);
  }

  #cgo(): boolean {
    return this.request.cgo ?? stringOf(fieldOf(this.root, "go", "cgo")) === "true";
  }

  #placeOf(binary: YamlValue | null): Origin {
    const name = fieldOf(binary, "name") ?? fieldOf(this.root, "repository", "path");
    return name === null ? { file: this.file, start: 0, end: 0 } : { file: this.file, start: name.range[0], end: name.range[1] };
  }
}

/** No more of regular expressions than anybody writes there. */
function matches(platform: string, pattern: string): boolean {
  const [, start, text = "", end] = /^(\^?)([\w/]+)(\$?)$/.exec(pattern) ?? [];
  if (text === "") return false;
  return (start === "" || platform.startsWith(text)) && (end === "" || platform.endsWith(text)) && platform.includes(text);
}

function lines(text: Traced): readonly Traced[] {
  const parts: Traced[] = [];
  const source = carrier(text);
  let start = 0;
  for (let end = source.indexOf("\n"); end !== -1; end = source.indexOf("\n", start)) {
    parts.push(slice(text, start, end));
    start = end + 1;
  }
  return [...parts, slice(text, start)];
}
