import { describe, expect, it } from "vitest";
import { literalOf, print } from "../../src/text/index.js";
import { project } from "./support.js";

/** Directory, variables and words of each command. */
function commands(from: string, settings = {}): readonly string[] {
  const Dockerfile = `ARG GO_VERSION\nFROM ${from}\nWORKDIR $GOPATH/src/app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app -tags "\${TAGS:-netgo}" .\nENTRYPOINT ["/app"]\n`;
  return project({ Dockerfile }, settings).invocations.map(({ command, environment }) => {
    const { directory } = command;
    const variables = ["GOPATH", "GOFLAGS", "GOTOOLCHAIN"].map((name) => {
      const variable = environment.getExported(name);
      return `${name}=${variable === null ? "unset" : (literalOf(variable.value) ?? "?")}`;
    });
    return [directory.kind === "known" ? directory.value : "?", ...variables, ...command.words.map(({ value }) => print(value))].join(" ");
  });
}

const COMMON = "/go/src/app GOPATH=/go GOFLAGS=unset GOTOOLCHAIN=? go build -o /app -tags netgo .";

describe("an image of which the tag is not known", () => {
  it.each(["golang:$GO_VERSION", "golang:${GO_VERSION}-alpine", "docker.io/library/golang:1.${GO_VERSION}-bookworm"])("%s has what all tags of golang have", (from) => {
    expect(commands(from)).toEqual([COMMON]);
  });

  it.each(["registry.corp/golang:$GO_VERSION", "corp/golang:$GO_VERSION", "golang$GO_VERSION", "$GO_VERSION", "other:$GO_VERSION"])("%s is not known", (from) => {
    expect(commands(from)).not.toContain(COMMON);
  });

  it("is not the official one where the configuration says another thing", () => {
    expect(commands("golang:$GO_VERSION", { images: { "golang:*": { like: "debian:bookworm-slim", env: { GOFLAGS: "-mod=vendor" } } } })).not.toContain(COMMON);
  });
});
