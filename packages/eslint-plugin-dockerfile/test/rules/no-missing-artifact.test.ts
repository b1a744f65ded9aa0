import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-artifact.js";
import { repository } from "./repository.js";

function image(run: string, copy: string, mark = "", before = "FROM golang:1.24-bookworm AS build"): string {
  return `${before}\nWORKDIR /src\nCOPY . .\nRUN ${run}\n\nFROM debian:bookworm-slim\n${copy}\n${mark === "" ? "" : `${mark}\n`}ENTRYPOINT ["/app"]\n`;
}

testRule(rule, {
  projects: [
    repository("what the stage builds", { Dockerfile: image("go build -o /out/app .", "COPY --from=build /out/app /app") }),
    repository("the directory of it", { Dockerfile: image("go build -o /out/app .", "COPY --from=build /out/ /") }),
    repository("a file that was moved", { Dockerfile: image("go build -o app . && mv app /app", "COPY --from=build /app /app") }),
    repository("a file of the base image that the facts do not tell of", { Dockerfile: image("go build -o /usr/share/app .", "COPY --from=build /usr/share/misc/magic /magic") }),
    repository("something that is not understood may write it", { Dockerfile: image("go build -o /out/app . && ./ci/post-build", "COPY --from=build /out/app.sig /app") }),
    repository("so may go generate, and go test -c", { Dockerfile: image("go build -o /out/app . && go test -c -o /out/app.test .", "COPY --from=build /out/app.test /app") }),
    repository("a base image that is not known", { Dockerfile: image("go build -o /out/app .", "COPY --from=build /out/tool /app", "", "FROM registry.example.com/go:1 AS build") }),
    repository("a wildcard", { Dockerfile: image("go build -o /out/app .", "COPY --from=build /out/app* /app") }),
    repository("a path that is written in some ways only", { Dockerfile: image('if [ -n "$X" ]; then go build -o /out/app .; else go build -o /out/other .; fi', "COPY --from=build /out/app /app", "", "FROM golang:1.24-bookworm AS build\nARG X") }),
    repository(
      "the example of the page: it is written elsewhere",
      { Dockerfile: image("go build -o bin/app .", "COPY --from=build /src/app /app", "                  ~~~~~~~~") },
      { Dockerfile: [{ messageId: "missing", data: { path: "/src/app", stage: "build", near: "/src/bin/app" }, why: ["writes /src/bin/app (Dockerfile:4)", "nothing in this stage writes /src/app (Dockerfile:1)"] }] },
    ),
    repository(
      "another name in the directory",
      { Dockerfile: image("go build -o /out/app .", "COPY --from=build /out/server /app", "                  ~~~~~~~~~~~") },
      { Dockerfile: [{ messageId: "missing", data: { path: "/out/server", stage: "build", near: "/out/app" } }] },
    ),
    repository(
      "the name of the module's directory, not of the module",
      { Dockerfile: image("go build .", "COPY --from=build /src/src /app", "                  ~~~~~~~~") },
      { Dockerfile: [{ messageId: "missing", data: { path: "/src/src", stage: "build", near: "/src/app" } }] },
    ),
  ],
});
