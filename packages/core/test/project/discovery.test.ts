import { describe, expect, test } from "vitest";
import { findBuildFiles } from "../../src/project/build-files.js";
import { possibleContexts } from "../../src/project/contexts.js";
import { buildGoals } from "../../src/project/starts/make-goals.js";
import { parseMakefile } from "../../src/syntax/makefile/index.js";
import { roleOf } from "../../src/project/role.js";
import { memoryWorkspace, parseDockerfile } from "../../src/index.js";

test("files that builds start from, without those of others and without templates", () => {
  const workspace = memoryWorkspace({
    Dockerfile: "",
    "Dockerfile.alpine": "",
    "build/app.Dockerfile": "",
    "build/Containerfile": "",
    "Dockerfile.tmpl": "",
    "Dockerfile.dockerignore": "",
    "dockerfile.go": "",
    "vendor/x/Dockerfile": "",
    "pkg/testdata/Dockerfile": "",
    Makefile: "",
    GNUmakefile: "",
    "sub/Makefile": "",
    "sub/rules.mk": "",
    "go.mod": "",
    "docker-compose.dev.yml": "",
    "compose.yaml": "",
    "docker-bake.override.hcl": "",
    ".github/workflows/ci.yml": "",
    ".github/workflows/README.md": "",
    ".gitlab-ci.yml": "",
    "hack/build.sh": "",
    "sub/.github/workflows/no.yml": "",
    ".goreleaser.yaml": "",
    ".config/goreleaser.yml": "",
    "sub/.goreleaser.linux.yml": "",
    "goreleaser.md": "",
    ".promu.yml": "",
    ".promu-cgo.yml": "",
    "CMakeLists.txt": "",
    "cmake/go.cmake": "",
    "third_party/CMakeLists.txt": "",
    "Taskfile.yml": "",
    "Taskfile.md": "",
    Justfile: "",
    "web/package.json": "",
    "web/node_modules/a/package.json": "",
  });
  expect(findBuildFiles(workspace)).toEqual({
    dockerfiles: ["Dockerfile", "Dockerfile.alpine", "build/Containerfile", "build/app.Dockerfile"],
    makefiles: ["GNUmakefile", "sub/Makefile"],
    makeSources: ["GNUmakefile", "Makefile", "sub/Makefile", "sub/rules.mk"],
    compose: ["compose.yaml", "docker-compose.dev.yml"],
    bake: ["docker-bake.override.hcl"],
    workflows: [".github/workflows/ci.yml"],
    pipelines: [".gitlab-ci.yml"],
    scripts: ["hack/build.sh"],
    goreleaser: [".config/goreleaser.yml", ".goreleaser.yaml", "sub/.goreleaser.linux.yml"],
    promu: [".promu-cgo.yml", ".promu.yml"],
    cmakeSources: ["CMakeLists.txt", "cmake/go.cmake"],
    taskfiles: ["Taskfile.yml"],
    justfiles: ["Justfile"],
    packages: ["web/package.json"],
  });
});

describe("the role of a Dockerfile", () => {
  const roles = (...paths: readonly string[]): readonly string[] => paths.map((path) => `${path}: ${roleOf(path, paths)}`);
  test("is told by its place when there are several", () => {
    expect(roles("Dockerfile", "Dockerfile.dev", "hack/Dockerfile", ".devcontainer/Dockerfile", "cmd/api/Dockerfile", "build/test.Dockerfile")).toEqual([
      "Dockerfile: shipped",
      "Dockerfile.dev: dev",
      "hack/Dockerfile: dev",
      ".devcontainer/Dockerfile: dev",
      "cmd/api/Dockerfile: shipped",
      "build/test.Dockerfile: dev",
    ]);
  });
  test("is shipped when there is no other", () => {
    expect(roleOf("examples/app/Dockerfile", ["examples/app/Dockerfile"])).toBe("shipped");
  });
});

describe("the build context of a Dockerfile that nobody builds", () => {
  const contexts = (files: Readonly<Record<string, string>>, copy: string): readonly string[] =>
    possibleContexts("docker/Dockerfile", parseDockerfile(`FROM golang\n${copy}\n`, "docker/Dockerfile"), memoryWorkspace({ "docker/Dockerfile": "", ...files }));

  test("is the directory that has what it copies", () => {
    expect(contexts({ "docker/app.conf": "" }, "COPY app.conf /etc/")).toEqual(["docker"]);
    expect(contexts({ "app.conf": "" }, "COPY app.conf /etc/")).toEqual([""]);
  });
  test("is the one with a module when everything is copied", () => {
    expect(contexts({ "go.mod": "" }, "COPY . .")).toEqual([""]);
    expect(contexts({ "docker/go.mod": "" }, "COPY . .")).toEqual(["docker"]);
  });
  test("is either when both have all", () => {
    expect(contexts({ "go.mod": "", "docker/go.mod": "" }, "COPY . .")).toEqual(["docker", ""]);
  });
  test("does not depend on what comes from other stages", () => {
    expect(contexts({ "go.mod": "", "docker/x": "" }, "COPY --from=build /no/such /x")).toEqual([""]);
  });
});

test("the goals of a Makefile that may build something that ships", () => {
  const makefile = `
GO ?= go
build: gen
\t$(GO) build .
image:
\tdocker build .
test:
\tgo test ./...
gen:
\tprotoc x.proto
ifdef RELEASE
release:
\tgo build -o dist/app .
endif
%.pb: %.proto
\tgo run gen.go
`;
  expect(buildGoals(parseMakefile(makefile, "Makefile"))).toEqual(["build", "image", "release"]);
});

test("goals that lead to a build whose target cannot be given as written", () => {
  const makefile = `
CONTAINER_CLI ?= docker
build: bin/$(APP)
bin/$(APP): $(SOURCES)
	CGO_ENABLED=0 $(GO) build -o $@ .
push-%:
	docker buildx build --platform=$(PLATFORMS) .
push: export PLATFORMS := linux/arm64
push: clean
	@$(MAKE) push-latest
container:
	\${CONTAINER_CLI} build -t app .
clean:
	rm -rf bin
docs: $(PAGES)
	mkdocs $<
test: bin/$(APP)
	go test ./...
.PHONY: bin/$(APP)
`;
  expect(buildGoals(parseMakefile(makefile, "Makefile"))).toEqual(["build", "push", "container"]);
});
