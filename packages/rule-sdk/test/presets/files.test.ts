import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { definePlugin, goIndep, type FileKind } from "../../src/index.js";
import { createRule, docs } from "../toy.js";

/** The language that ESLint lints a file in under the presets; null when it does not lint it. */
function languageOf(file: string): string | null {
  let language: string | null = null;
  const everything = (["dockerfile", "makefile", "cmake", "shell", "go-mod", "go-work", "go"] satisfies FileKind[]).map((kind) => ({
    kind,
    rule: createRule({
      name: `no-${kind}`,
      meta: { type: "problem", languages: [`go-indep/${kind}`], docs, messages: {} },
      create() {
        language = kind;
        return {};
      },
    }),
  }));
  const plugin = definePlugin({
    name: "all",
    version: "0.0.0",
    namespace: "all",
    rules: Object.fromEntries(everything.map(({ rule }) => [rule.name, rule])),
    severities: { recommended: Object.fromEntries(everything.map(({ rule }) => [`all/${rule.name}`, "error"])), strict: {}, all: {} },
    files: everything.map(({ kind }) => kind),
  });
  // Empty files are syntax errors in these two languages.
  const text = file.endsWith(".go") ? "package a\n" : /dockerfile|containerfile/iu.test(file) ? "FROM a\n" : "";
  new Linter({ configType: "flat" }).verify(text, plugin.configs.recommended, { filename: file });
  return language;
}

describe("the files of the presets", () => {
  it.each([
    ...["Dockerfile", "dockerfile", "a/Dockerfile.alpine", "Dockerfile-dev", "build/api.Dockerfile", "api.dockerfile", "Containerfile", ".devcontainer/Dockerfile", "Dockerfile.prod.v2"].map(
      (file) => [file, "dockerfile"],
    ),
    ...["Makefile", "makefile", "a/GNUmakefile", "build/common.mk", "Makefile.common"].map((file) => [file, "makefile"]),
    ...["CMakeLists.txt", "a/CMakeLists.txt", "cmake/FindGo.cmake"].map((file) => [file, "cmake"]),
    ["scripts/build.sh", "shell"],
    ["a/go.mod", "go-mod"],
    ["go.work", "go-work"],
    ["a/main.go", "go"],
  ])("%s is %s", (file, language) => {
    expect(languageOf(file)).toBe(language);
  });

  it.each([
    "Dockerfile.dockerignore",
    "Dockerfile.tmpl",
    "Dockerfile.j2",
    "Dockerfile.md",
    "Makefile.in",
    "Makefile.am",
    "config.cmake.in",
    "requirements.txt",
    "vendor/github.com/a/b/Makefile",
    "internal/testdata/Dockerfile",
    "vendor/a/a.go",
    "docs/dockerfiles.txt",
    "go.sum",
  ])("%s is left alone", (file) => {
    expect(languageOf(file)).toBeNull();
  });

  it("that only look like a Dockerfile keep their own language", () => {
    expect(languageOf("dockerfile_parser.go")).toBe("go");
    expect(languageOf("Dockerfile.sh")).toBe("shell");
  });

  it("all have a language that exists", () => {
    expect(Object.keys(goIndep.languages ?? {}).sort()).toEqual(["cmake", "dockerfile", "go", "go-mod", "go-work", "makefile", "shell", "text"]);
  });
});
