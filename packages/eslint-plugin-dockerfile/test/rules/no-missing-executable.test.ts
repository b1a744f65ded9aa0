import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-executable.js";
import { HELLO, repository, shipped } from "./repository.js";

function starts(...calls: readonly string[]): string {
  return `package main\n\nimport (\n\t"context"\n\t"os/exec"\n)\n\nfunc main() {\n\tprintln(context.Background() != nil)\n${calls.map((call) => `\t_ = ${call}.Run()\n`).join("")}}\n`;
}

const GIT = starts('exec.Command("git", "version")');
const COPY = "Copy it with what it needs, or ship in an image that has it.";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: git in alpine",
      { "main.go": GIT, Dockerfile: shipped("alpine:3.22", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "git", image: "alpine:3.22", remedy: "Install it (RUN apk add --no-cache git)." }, why: ["built here (Dockerfile:4)", 'exec.Command("git", "version") (main.go:10)', "no git in PATH of the image", "alpine:3.22"] }] },
    ),
    repository(
      "several in scratch",
      { "main.go": starts('exec.CommandContext(context.Background(), "ssh")', 'exec.Command("/usr/bin/rsync")'), Dockerfile: shipped("scratch", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "ssh and /usr/bin/rsync", image: "scratch", remedy: COPY } }] },
    ),
    repository(
      "a shell in distroless",
      { "main.go": starts('exec.Command("bash", "-c", "true")'), Dockerfile: shipped("gcr.io/distroless/static-debian12", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "bash", image: "gcr.io/distroless/static-debian12", remedy: COPY } }] },
    ),
    repository("it is installed", { "main.go": GIT, Dockerfile: shipped("alpine:3.22", { before: "RUN apk add --no-cache git\n" }) }),
    repository("it is copied", { "main.go": starts('exec.Command("tool")'), Dockerfile: shipped("scratch", { before: "COPY --from=build /usr/bin/env /usr/bin/tool\n" }) }),
    repository("it may be in the base image", { "main.go": starts('exec.Command("awk")'), Dockerfile: shipped("debian:bookworm-slim") }),
    repository("its name is not literal", { "main.go": starts("exec.Command(name())") + '\nfunc name() string { return "git" }\n', Dockerfile: shipped("scratch") }),
    repository("a path that the program may make itself", { "main.go": starts('exec.Command("/check")'), Dockerfile: shipped("scratch") }),
    repository("a path beside the program", { "main.go": starts('exec.Command("./helper")'), Dockerfile: shipped("scratch") }),
    repository("nothing is started", { "main.go": HELLO, Dockerfile: shipped("scratch") }),
    repository("only a test starts it", { "main.go": HELLO, "main_test.go": GIT.replace("func main", "func run"), Dockerfile: shipped("scratch") }),
    repository("a package that nobody knows", { "main.go": GIT, Dockerfile: shipped("alpine:3.22", { before: "RUN apk add --no-cache our-tools\n" }) }),
    repository("an image that is not known", { "main.go": GIT, Dockerfile: shipped("registry.corp/base:1") }),
  ],
});
