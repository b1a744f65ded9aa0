/** The go command as ko runs it. Source: ko-build/ko, pkg/build/gobuild.go (build, buildEnv, createBuildArgs, configForImportPath). */
import { carrier, concat, EMPTY, join as joinTexts, literal, print, shapeOf, slice, unknownText, WORD_SHAPE, type Hop, type Traced, type Word } from "../../text/index.js";
import type { Environment } from "../environment.js";
import type { Machine } from "../machine.js";
import type { CommandCall } from "../model.js";
import { evaluateTemplate, textValue, unknownValue, type TemplateScope, type Value } from "../templates/index.js";
import type { KoSettings } from "./config.js";

export interface KoBuild extends KoSettings {
  /** where it is asked for */
  readonly importPath: Traced;
  /** `linux/arm/v7` */
  readonly platform: string;
  readonly baseImage: Traced;
  readonly trimpath: boolean;
  /** `--disable-optimizations` */
  readonly isDebug: boolean;
}

/** ko writes the program to a directory of its own, and removes it when it is in the image. */
const OUTPUT = "/tmp/ko/out";

export function buildWithKo(build: KoBuild, call: CommandCall, machine: Machine): void {
  const environment = environmentOf(build, call.environment);
  const scope = koScope(environment);
  const word = (value: Traced): Word => ({ kind: "word", value });
  const ldflags = build.ldflags.map((flag) => evaluateTemplate(flag, scope));
  const words: readonly Word[] = [
    word(literal("go")),
    word(literal("build")),
    ...build.flags.map((flag): Word => {
      const value = evaluateTemplate(flag, scope);
      return { kind: shapeOf(value).mayBeEmpty ? "gap" : "word", value };
    }),
    ...(build.trimpath ? [word(literal("-trimpath"))] : []),
    ...(build.isDebug ? [word(literal("-gcflags")), word(literal("all=-N -l"))] : []),
    ...(ldflags.length === 0 ? [] : [word(concat(literal("-ldflags="), joinTexts(ldflags, literal(" "))))]),
    word(literal("-o")),
    word(literal(OUTPUT)),
    word(build.importPath),
  ];
  const hop: Hop = { fact: "", text: `ko builds ${print(build.importPath)} for ${build.platform} on ${print(build.baseImage)}`, at: build.at ?? call.at };
  machine.files.makeDirectory("/tmp/ko", "must");
  machine.run({ ...call, words, environment, directory: build.directory, at: build.at ?? call.at, chain: [...call.chain, hop], input: null });
}

/** Defaults, over which the environment of ko counts, over which that of the configuration does. */
function environmentOf({ platform, env }: KoBuild, from: Environment): Environment {
  const [os = "linux", arch = "amd64", variant = ""] = platform.split("/");
  const defaults = [["CGO_ENABLED", "0"], ["GOOS", os], ["GOARCH", arch], ...variantOf(arch, variant)] as const;
  let environment = from;
  // what only a caller could have set has its default, as with `?=` of make
  for (const [name, value] of defaults) if (from.getExported(name)?.set !== "yes") environment = environment.set(name, literal(value), true);
  for (const entry of env) {
    const equals = carrier(entry).indexOf("=");
    if (equals > 0) environment = environment.set(carrier(entry).slice(0, equals), slice(entry, equals + 1), true);
  }
  return environment;
}

function variantOf(arch: string, variant: string): readonly (readonly [string, string])[] {
  const arm = /^v(\d+)$/.exec(variant)?.[1];
  if (arch === "arm" && arm !== undefined && Number(arm) >= 5) return [["GOARM", String(Math.min(7, Number(arm)))]];
  return arch === "amd64" && variant !== "" ? [["GOAMD64", variant]] : [];
}

/** `.Env`, `.GoEnv`, `.Git`, `.Date`, `.Timestamp`. Source: createTemplateData. */
function koScope(environment: Environment): TemplateScope {
  return {
    field([name = "", asked]): Value | null {
      if (name === "Env" && asked !== undefined) return variable(asked, environment);
      if (name === "GoEnv" && asked !== undefined) return variable(asked, environment) ?? unknownValue(`go env ${asked}`, WORD_SHAPE);
      if (name === "Git" || name === "Date" || name === "Timestamp") return unknownValue(`{{ .${[name, asked ?? ""].join(".")} }} of ko`, WORD_SHAPE);
      return null;
    },
    call: () => null,
  };
}

function variable(name: string, environment: Environment): Value | null {
  const found = environment.getExported(name);
  if (found === null) return name === "LDFLAGS" ? textValue(EMPTY) : null;
  return textValue(found.set === "yes" ? found.value : unknownText({ code: "caller", text: `the environment variable ${name}`, at: null }));
}
