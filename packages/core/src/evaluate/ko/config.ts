/** `.ko.yaml`. Source: ko-build/ko, pkg/commands/options/build.go (LoadConfig, createBuildConfigMap) and pkg/build/config.go. */
import { fieldOf, fieldsOf, itemsOf, parseYaml, stringOf, textOf, valueOf, type YamlValue } from "../../syntax/yaml/index.js";
import { literal, splitBlanks, type Origin, type Traced } from "../../text/index.js";
import { dirname, join } from "../../workspace/index.js";
import type { Machine } from "../machine.js";
import { importPathOf } from "./import-path.js";

export interface KoSettings {
  readonly flags: readonly Traced[];
  readonly ldflags: readonly Traced[];
  readonly env: readonly Traced[];
  /** absolute directory in which the go command runs */
  readonly directory: string;
  readonly at: Origin | null;
}

export interface KoConfig {
  readonly platforms: readonly string[];
  /** of a program: what is configured for it, else the defaults */
  settingsOf(importPath: string): KoSettings;
  baseImageOf(importPath: string): Traced;
}

const BASE_IMAGE = "cgr.dev/chainguard/static:latest";

/** The configuration in a directory; one without settings where there is none. Null when there is one that is not known. */
export function readKoConfig(path: string, directory: string, machine: Machine): KoConfig | null {
  const read = machine.files.read(path);
  if (read !== null && "unknown" in read) return null;
  const file = read?.source ?? path;
  const root = read === null ? null : valueOf(parseYaml(read.text, file).documents[0]);
  const builds = new Map<string, YamlValue>();
  for (const build of itemsOf(fieldOf(root, "builds"))) {
    const importPath = importPathOf(mainDirectory(build, directory, machine), machine);
    if (importPath !== null) builds.set(importPath, build);
  }
  const overrides = new Map(fieldsOf(fieldOf(root, "baseImageOverrides")).flatMap(({ name, value }) => (textOf(value) === null ? [] : [[name.toLowerCase(), textOf(value) ?? literal("")] as const])));
  return {
    platforms: textsOf(fieldOf(root, "defaultPlatforms")).flatMap((item) => stringOfText(item)),
    settingsOf(importPath) {
      const build = builds.get(importPath) ?? null;
      const own = (field: string, otherwise: string, split: boolean): readonly Traced[] => {
        const values = textsOf(fieldOf(build, field), split);
        return values.length > 0 ? values : textsOf(fieldOf(root, otherwise));
      };
      return {
        flags: own("flags", "defaultFlags", true),
        ldflags: own("ldflags", "defaultLdflags", false),
        env: own("env", "defaultEnv", false),
        directory: join(directory, stringOf(fieldOf(build, "dir")) ?? ""),
        at: build === null ? null : { file, start: build.range[0], end: build.range[0] },
      };
    },
    baseImageOf: (importPath) => overrides.get(importPath.toLowerCase()) ?? textOf(fieldOf(root, "defaultBaseImage")) ?? literal(BASE_IMAGE),
  };
}

/** `main` may name a file of the package. */
function mainDirectory(build: YamlValue, directory: string, machine: Machine): string {
  const path = join(directory, stringOf(fieldOf(build, "dir")) ?? "", stringOf(fieldOf(build, "main")) ?? "");
  return machine.files.stat(path).kind === "file" ? dirname(path) : path;
}

/** A list, or one text: a list of one, or of its words. */
export function textsOf(node: YamlValue | null, split = false): readonly Traced[] {
  const values = itemsOf(node).flatMap((item) => textOf(item) ?? []);
  return split && node?.type === "Scalar" ? values.flatMap((value) => splitBlanks(value).map((word) => word.value)) : values;
}

function stringOfText(text: Traced): readonly string[] {
  return text.pieces.flatMap((piece) => (piece.kind === "literal" ? piece.text.split(",") : []));
}
