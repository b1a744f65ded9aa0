import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-outside-replace.js";
import { repository } from "./repository.js";

const MAIN = 'package main\n\nimport "example.com/common"\n\nfunc main() { common.F() }\n';
const COMMON = { "common/go.mod": "module example.com/common\n\ngo 1.24\n", "common/common.go": "package common\n\nfunc F() {}\n" };
const mod = (path: string, mark = ""): string => `module example.com/app\n\ngo 1.24\n\nrequire example.com/common v0.0.0\n\nreplace example.com/common => ${path}\n${mark}`;
const image = (copy: string, directory = "."): string => `FROM golang:1.24 AS build\nWORKDIR /src/app\n${copy}\nRUN CGO_ENABLED=0 go build -o /app ${directory}\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`;
/** An application in a directory of the repository, beside what it replaces. */
const beside = (path: string, mark = "") => ({ "app/go.mod": mod(path, mark), "app/main.go": MAIN, ...COMMON });
const LINE = "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n";
const data = (text: string, path = "../common") => ({ path, programs: "the program", text });
const ABSENT = "example.com/common@v0.0.0: replacement directory ../common does not exist";

testRule(rule, {
  projects: [
    repository("a directory of the same module's repository", { "go.mod": mod("./common"), "main.go": MAIN, ...COMMON, Dockerfile: image("COPY . .") }),
    repository("beside it, and both are copied", { ...beside("../common"), Dockerfile: image("COPY app/ .\nCOPY common/ ../common/") }),
    repository("beside it, from a context that holds both", { ...beside("../common"), "app/Dockerfile": image("COPY . /src"), "compose.yaml": "services:\n  app:\n    build:\n      context: .\n      dockerfile: app/Dockerfile\n" }),
    repository("vendored: the directory is not needed", {
      ...beside("../common"),
      "app/vendor/modules.txt": "# example.com/common v0.0.0 => ../common\n## explicit; go 1.24\nexample.com/common\n# example.com/common => ../common\n",
      "app/vendor/example.com/common/common.go": "package common\n\nfunc F() {}\n",
      "app/Dockerfile": image("COPY . ."),
    }),
    repository("mounted for the build", { ...beside("../common"), Dockerfile: image("COPY app/ .").replace("RUN ", "RUN --mount=type=bind,source=common,target=/src/common ") }),
    repository("beside the repository, on a machine of which nothing is known", { "go.mod": mod("../common"), "main.go": MAIN, Makefile: "build:\n\tgo build -o app .\n" }),
    repository("a submodule that is not checked out", { "go.mod": mod("./common"), "main.go": MAIN, Dockerfile: image("COPY . .") }),
    repository("a program that does not need it", { ...beside("../common"), "app/main.go": "package main\n\nfunc main() {}\n", "app/Dockerfile": image("COPY . .") }),
    repository("another module of the build", { "go.mod": "module example.com/app\n\ngo 1.24\n", "main.go": "package main\n\nfunc main() {}\n", "tools/go.mod": mod("../../common"), Dockerfile: image("COPY . .") }),
    repository("go.work is left out of the context", { "go.mod": "module example.com/app\n\ngo 1.24\n", "main.go": "package main\n\nfunc main() {}\n", "go.work": "go 1.24\n\nuse (\n\t.\n\t../common\n)\n", ".dockerignore": "go.work\n", Dockerfile: image("COPY . .") }),
    repository(
      "the example of the page: beside the repository",
      { "go.mod": mod("../common", LINE), "main.go": MAIN, Dockerfile: image("COPY . .") },
      { "go.mod": [{ messageId: "outside", data: data(ABSENT), why: ["built here (Dockerfile:4)"] }] },
    ),
    repository(
      "a directory of somebody's home",
      { "go.mod": mod("/home/me/common", "~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"), "main.go": MAIN, Dockerfile: image("COPY . .") },
      { "go.mod": [{ messageId: "outside", data: data("example.com/common@v0.0.0: replacement directory /home/me/common does not exist", "/home/me/common") }] },
    ),
    repository("in the repository, but not in the build context", { ...beside("../common", LINE), "app/Dockerfile": image("COPY . .") }, { "app/go.mod": [{ messageId: "context", data: data(ABSENT) }] }),
    repository("in the context, but not copied", { ...beside("../common", LINE), Dockerfile: image("COPY app/ .") }, { "app/go.mod": [{ messageId: "context", data: data(ABSENT) }] }),
    repository("left out by .dockerignore", { ...beside("../common", LINE), ".dockerignore": "common\n", Dockerfile: image("COPY . /src") }, { "app/go.mod": [{ messageId: "context", data: data(ABSENT) }] }),
    repository(
      "use of a directory beside the repository",
      { "go.mod": "module example.com/app\n\ngo 1.24\n", "main.go": "package main\n\nfunc main() {}\n", "go.work": "go 1.24\n\nuse (\n\t.\n\t../common\n\t~~~~~~~~~\n)\n", Dockerfile: image("COPY . .") },
      { "go.work": [{ messageId: "outside", data: data("cannot load module ../common listed in go.work file: open /src/common/go.mod: no such file or directory") }] },
    ),
    repository(
      "a whole project: use of a module that is not copied",
      { "app/go.mod": "module example.com/app\n\ngo 1.24\n", "app/main.go": "package main\n\nfunc main() {}\n", ...COMMON, "go.work": "go 1.24\n\nuse (\n\t./app\n\t./common\n\t~~~~~~~~\n)\n", Dockerfile: image("COPY go.work /src/\nCOPY app/ /src/app/") },
      { "go.work": [{ messageId: "context", data: data("cannot load module ./common listed in go.work file: open /src/common/go.mod: no such file or directory", "./common") }] },
    ),
  ],
});
