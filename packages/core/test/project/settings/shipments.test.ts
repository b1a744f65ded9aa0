import { describe, expect, it } from "vitest";
import { memoryWorkspace, openProject, readSettings, type Project, type Settings } from "../../../src/index.js";
import { DAY, HELLO, project, SERVER, shipped, verdicts, wrong, type Files } from "../support.js";

const FINAL = 'FROM gcr.io/distroless/static-debian12\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';
const BUILD = "FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n";

/** The project of a repository with this configuration file. */
function configured(files: Files, config: object): Project {
  const text = JSON.stringify(config, null, 2);
  const { settings, problems } = readSettings(text, "go-indep-lint.config.json");
  expect(problems).toEqual([]);
  const all = { "go.mod": "module example.com/app\n\ngo 1.24\n", "main.go": SERVER, ...files, "go-indep-lint.config.json": text };
  return openProject(memoryWorkspace(all), { asOf: DAY, ...settings }).project();
}

function shipments(files: Files, settings: Settings): readonly string[] {
  return project(files, settings).shipments.map(shipped);
}

function rules({ findings }: Project): readonly string[] {
  return findings.map(({ rule }) => rule);
}

/** "go-indep-lint.config.json:4 text" */
function unused(of: Project): readonly string[] {
  return of.unusedSettings.map(({ text, at }) => `${at === null ? "" : `${at.file}:${of.positionOf(at.file, at.start).line} `}${text}`);
}

describe("the role that is said", () => {
  it("makes an image for development of one that would ship", () => {
    expect(shipments({ Dockerfile: BUILD + FINAL }, { shipments: [{ dockerfile: "Dockerfile", role: "dev" }] })).toEqual(["/app dynamic in gcr.io/distroless/static-debian12 (not shipped)"]);
    expect(rules(project({ Dockerfile: BUILD + FINAL }, { shipments: [{ dockerfile: "*", role: "dev" }] }))).toEqual([]);
  });

  it("lets verdicts be spoken of a Dockerfile in a directory for development", () => {
    const files = { "hack/Dockerfile": BUILD + FINAL, "other/Dockerfile": BUILD + FINAL };
    const spoken = (settings: Settings): readonly string[] => project(files, settings).shipments.filter(({ silence }) => silence === null).map(({ dockerfile }) => dockerfile);
    expect(spoken({})).toEqual(["other/Dockerfile"]);
    expect(spoken({ shipments: [{ dockerfile: "hack/Dockerfile", role: "shipped" }] })).toEqual(["hack/Dockerfile", "other/Dockerfile"]);
    // one that is named ships; a pattern names nothing
    expect(spoken({ shipments: [{ dockerfile: "hack/Dockerfile", env: { A: "b" } }] })).toEqual(["hack/Dockerfile", "other/Dockerfile"]);
    expect(spoken({ shipments: [{ dockerfile: "**/Dockerfile", env: { A: "b" } }] })).toEqual(["other/Dockerfile"]);
  });

  it("is that of the last entry", () => {
    const entries = [{ dockerfile: "Dockerfile", role: "dev" }, { dockerfile: "**", role: "shipped" }] as const;
    expect(shipments({ Dockerfile: BUILD + FINAL }, { shipments: entries })).toEqual(["/app dynamic in gcr.io/distroless/static-debian12"]);
    expect(shipments({ Dockerfile: BUILD + FINAL }, { shipments: entries.toReversed() })).toEqual(["/app dynamic in gcr.io/distroless/static-debian12 (not shipped)"]);
  });
});

describe("the targets that are said", () => {
  const Dockerfile = `${BUILD}FROM alpine:3.21 AS prod\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\nFROM prod AS debug\nRUN apk add gdb\n`;

  it("are images of their own", () => {
    const { entries } = project({ Dockerfile }, { shipments: [{ dockerfile: "Dockerfile", targets: ["prod"] }] });
    expect(entries.map(({ id, kind, target }) => [id, kind, target])).toEqual([
      ["Dockerfile#prod@linux/amd64 by the settings", "settings", "prod"],
      ["Dockerfile@linux/amd64", "assumed", null],
    ]);
  });

  it("are built as the entry says, and others as before", () => {
    const settings = { shipments: [{ dockerfile: "Dockerfile", targets: ["PROD"], role: "dev", env: { A: "b" } }] } as const;
    expect(project({ Dockerfile }, settings).shipments.map(({ stage, silence, image }) => [stage.name, silence, image.environment("A").kind === "known"])).toEqual([
      ["prod", "not shipped", true],
      ["debug", null, true],
    ]);
  });

  it("are not built twice when a caller names them", () => {
    const files = { Dockerfile, Makefile: "image:\n\tdocker build --target prod .\n" };
    const { entries } = project(files, { shipments: [{ dockerfile: "Dockerfile", targets: ["prod"] }] });
    expect(entries.map(({ id }) => id)).toEqual(["Dockerfile#prod@linux/amd64 by Makefile", "Dockerfile@linux/amd64"]);
  });
});

describe("the build that is said", () => {
  it("has the context and the arguments of the settings", () => {
    const files = {
      "api/Dockerfile": `ARG TAGS\n${BUILD.replace("RUN go build", "ARG TAGS\nARG VERSION\nRUN go build -tags=$TAGS -ldflags \"-X main.version=$VERSION\"")}${FINAL}`,
      "api/go.mod": "module example.com/api\n\ngo 1.24\n",
      "api/main.go": HELLO,
    };
    const built = project(files, { shipments: [{ dockerfile: "api/Dockerfile", context: "./", buildArgs: { TAGS: "osusergo,netgo", VERSION: { set: true } } }] });
    expect(built.invocations.map(({ module, linkage }) => [module, linkage.kind.kind === "known" && linkage.kind.value, linkage.variables[0]?.value.kind])).toEqual([["example.com/app", "static", "unknown"]]);
    expect(built.entries.map(({ kind, context }) => [kind, context])).toEqual([["settings", ""]]);
    expect(built.assumptions.map(({ text }) => text)).toContain('the settings say of api/Dockerfile: it ships; its context is "."; TAGS, VERSION passed');
  });

  it("is said of what callers leave open, and shown at its line", () => {
    const files = { Dockerfile: BUILD.replace("RUN", "ARG CGO\nENV CGO_ENABLED=$CGO\nRUN") + FINAL, Makefile: "image:\n\tdocker build --build-arg CGO=$(shell ./cgo.sh) .\n" };
    expect(shipments(files, {})).toEqual(["/app unknown in gcr.io/distroless/static-debian12"]);
    const told = configured(files, { shipments: [{ dockerfile: "Dockerfile", buildArgs: { CGO: "0" } }] });
    expect(told.shipments.map(shipped)).toEqual(["/app static in gcr.io/distroless/static-debian12"]);
    expect(told.entries.map(({ id }) => id)).toEqual(["Dockerfile@linux/amd64 by Makefile"]);
    const hop = told.assumptions.find(({ text }) => text.startsWith("the settings say"));
    expect([hop?.text, told.positionOf(hop?.at?.file ?? "", hop?.at?.start ?? 0).line]).toEqual(["the settings say of Dockerfile: it ships; CGO passed", 3]);
  });
});

describe("what the container gets", () => {
  const TLS = 'package main\n\nimport "net/http"\n\nfunc main() { _, err := http.Get("https://api.github.com/users"); println(err) }\n';
  const Dockerfile = `${BUILD.replace("RUN", "RUN CGO_ENABLED=0")}FROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`;
  const kinds = (settings: Settings, files: Files = {}): readonly string[] => project({ Dockerfile, "main.go": TLS, ...files }, settings).shipments.flatMap(verdicts);

  it("may be a bundle that is mounted: what is in it is not known", () => {
    expect(kinds({})).toEqual(["ca-certificates CA certificates: unmet"]);
    expect(kinds({ shipments: [{ dockerfile: "Dockerfile", mounts: ["/etc/ssl/certs/"] }] })).toEqual(["ca-certificates CA certificates: unknown"]);
    expect(kinds({ shipments: [{ dockerfile: "Dockerfile", mounts: ["/etc/ssl/certs/ca-certificates.crt"] }] })).toEqual([]);
    expect(kinds({ shipments: [{ dockerfile: "Dockerfile", mounts: ["/etc/ssl"] }] })).toEqual(["ca-certificates CA certificates: unknown"]);
    expect(kinds({ shipments: [{ dockerfile: "Dockerfile", mounts: ["/tmp"] }] })).toEqual(["ca-certificates CA certificates: unmet"]);
  });

  it("may be a variable that names a file", () => {
    const settings = { shipments: [{ dockerfile: "Dockerfile", env: { SSL_CERT_FILE: "/run/ca.pem" }, mounts: ["/run/ca.pem"] }] };
    expect(kinds(settings)).toEqual([]);
    const [shipment] = project({ Dockerfile, "main.go": TLS }, settings).shipments;
    expect(shipment?.image.caCertificates).toMatchObject({ kind: "known", value: "/run/ca.pem" });
  });

  it("may be another command", () => {
    const carried = Dockerfile.replace('ENTRYPOINT ["/app"]', 'COPY run /run\nENTRYPOINT ["/run"]\nCMD ["/app"]');
    const silences = (entrypoint?: readonly string[]) =>
      project({ Dockerfile: carried, run: "x", "main.go": TLS }, { shipments: [{ dockerfile: "Dockerfile", entrypoint }] }).shipments.map(({ artifact, silence, executedBy }) => [artifact.path, silence, executedBy?.text]);
    expect(silences()).toEqual([["/app", "not executed", undefined]]);
    expect(silences(["/app", "serve"])).toEqual([["/app", null, "ENTRYPOINT"]]);
  });

  it("hides a program that it is mounted over", () => {
    expect(project({ Dockerfile, "main.go": TLS }, { shipments: [{ dockerfile: "Dockerfile", mounts: ["/app"] }] }).shipments.map(({ silence }) => silence)).toEqual(["not executed"]);
  });

  it("carries the policy to whoever checks it", () => {
    const settings = { shipments: [{ dockerfile: "*", policy: { static: true } }, { dockerfile: "Dockerfile", policy: { maxGlibc: "2.31" } }] };
    expect(project({ Dockerfile }, settings).shipments.map(({ policy }) => policy)).toEqual([{ static: true, maxGlibc: "2.31" }]);
    expect(project({ Dockerfile }).shipments.map(({ policy }) => policy)).toEqual([undefined]);
  });
});

describe("rules that are switched off", () => {
  const files = { "a/Dockerfile": BUILD + FINAL, "b/Dockerfile": BUILD + FINAL };
  const at = (settings: Settings): readonly string[] => wrong(project(files, settings)).map((finding) => `${finding.rule} ${finding.at.file}`);

  it("say nothing of these images, and all of others", () => {
    expect(at({})).toEqual(["go-dockerfile/no-missing-interpreter a/Dockerfile", "go-dockerfile/no-missing-interpreter b/Dockerfile"]);
    expect(at({ shipments: [{ dockerfile: "a/*", rules: { "no-missing-interpreter": "off" } }] })).toEqual(["go-dockerfile/no-missing-interpreter b/Dockerfile"]);
    expect(at({ shipments: [{ dockerfile: "b/*", rules: { "go-dockerfile/no-missing-interpreter": "off" } }] })).toEqual(["go-dockerfile/no-missing-interpreter a/Dockerfile"]);
    expect(at({ shipments: [{ dockerfile: "b/*", rules: { "no-newer-glibc": "off" } }] })).toHaveLength(2);
  });
});

describe("settings without effect", () => {
  it("are told with their lines", () => {
    const config = {
      images: { "corp/base:*": { like: "debian:bookworm-slim" }, "golang:*": { like: "debian:bookworm", until: "2025-01-01" } },
      mirrors: { "registry.corp/hub/": "docker.io/" },
      shipments: [
        { dockerfile: "api/Dokerfile" },
        { dockerfile: "api/Dockerfile", targets: ["production"], buildArgs: { VERSON: "1", HTTP_PROXY: "x" }, rules: { "no-missing-interpeter": "off" } },
        { dockerfile: "**/*.dev" },
      ],
    };
    const found = configured({ "api/Dockerfile": BUILD.replace("RUN", "ARG VERSION\nRUN") + FINAL }, config);
    expect(unused(found)).toEqual([
      'go-indep-lint.config.json:3 images["corp/base:*"] describes no image that is used',
      'go-indep-lint.config.json:8 images["golang:*"] has counted until 2025-01-01',
      'go-indep-lint.config.json:12 mirrors["registry.corp/hub/"] is a prefix of no image that is used',
      "go-indep-lint.config.json:16 there is no Dockerfile api/Dokerfile; perhaps api/Dockerfile is meant",
      "go-indep-lint.config.json:21 api/Dockerfile has no stage production",
      "go-indep-lint.config.json:24 api/Dockerfile declares no ARG VERSON; perhaps VERSION is meant",
      "go-indep-lint.config.json:28 there is no rule no-missing-interpeter; perhaps no-missing-interpreter is meant",
      "go-indep-lint.config.json:32 there is no Dockerfile **/*.dev",
    ]);
  });

  it("are none where all of it counts", () => {
    const config = {
      images: { "corp/go:*": { like: "golang:1.24-bookworm" } },
      mirrors: { "registry.corp/hub/": "docker.io/" },
      shipments: [{ dockerfile: "Dockerfile", targets: ["build", "0"], buildArgs: { VERSION: "1" }, rules: { "no-missing-interpreter": "off" } }],
    };
    const found = configured({ Dockerfile: `${BUILD.replace("golang:1.24-bookworm", "corp/go:7").replace("RUN", "ARG VERSION\nRUN")}FROM registry.corp/hub/alpine:3.21\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n` }, config);
    expect(unused(found)).toEqual([]);
    expect(found.shipments.map(shipped)).toContain("/app dynamic in registry.corp/hub/alpine:3.21");
  });
});
