import { describe, expect, it } from "vitest";
import { literalOf, print } from "../../src/text/index.js";
import { project } from "./support.js";

/** The command lines of all builds, `<…>` for what is not known. */
function lines(files: Readonly<Record<string, string>>): readonly string[] {
  return project(files).invocations.map(({ command }) => command.words.map(({ value }) => print(value)).join(" "));
}

const SCRIPT = `#!/bin/bash
release=$( go version | sed -e 's/^[^0-9.]*\\([0-9.]*\\).*/\\1/' )
separator="="
if [ "\${release:0:3}" = "1.4" ]; then
  separator=" "
fi
go build -ldflags "-X main.goVersion\${separator}\${release}" -o /app .
`;

const dockerfile = (image: string): string => `FROM ${image}\nRUN apk add bash\nWORKDIR /src\nCOPY . .\nRUN ./build.sh\nENTRYPOINT ["/app"]\n`;

describe("the release that go prints", () => {
  it("is that of the image, and decides what a script does with it", () => {
    expect(lines({ Dockerfile: dockerfile("golang:1.24.3-alpine"), "build.sh": SCRIPT }).slice(0, 1)).toEqual(["go build -ldflags -X main.goVersion=1.24.3 -o /app ."]);
  });

  it("is not known of a machine for which the go line of go.mod stands in", () => {
    const [line] = project({ "build.sh": SCRIPT }).invocations.map(({ command }) => command.words.map(({ value }) => literalOf(value)));
    expect(line).toEqual(["go", "build", "-ldflags", null, "-o", "/app", "."]);
  });
});
