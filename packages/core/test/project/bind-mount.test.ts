import { describe, expect, it } from "vitest";
import { print } from "../../src/text/index.js";
import { project } from "./support.js";

const SCRIPT = "#!/bin/sh\nprintf '%s' netgo\n";

function lines(mount: string): readonly string[] {
  const Dockerfile = `FROM golang:1.24-alpine\nWORKDIR /src\nRUN --mount=${mount} go build -o /app -tags "$(./tags.sh)" .\nENTRYPOINT ["/app"]\n`;
  return project({ Dockerfile, "tags.sh": SCRIPT }).invocations.map(({ command }) => command.words.map(({ value }) => print(value)).join(" "));
}

describe("RUN --mount=type=bind", () => {
  it.each(["type=bind,source=.,target=.", "type=bind,target=/src", "type=bind,source=.", "type=bind"])("%s shows the context in the working directory", (mount) => {
    expect(lines(mount)).toEqual(["go build -o /app -tags netgo ."]);
  });

  it("shows it where the target says", () => {
    expect(lines("type=bind,target=/other")).not.toEqual(["go build -o /app -tags netgo ."]);
  });
});
