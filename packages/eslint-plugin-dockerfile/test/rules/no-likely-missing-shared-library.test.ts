import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-likely-missing-shared-library.js";
import { repository } from "./repository.js";

/** What of libstdc++ is used, inlining decides. */
const CXX = {
  "main.go": 'package main\n\n// int answer(void);\nimport "C"\n\nfunc main() { println(C.answer()) }\n',
  "answer.cpp": '#include <string>\n\nextern "C" int answer(void) { return std::string("42").size(); }\n',
};

function shipped(base: string, { builder = "golang:1.24-bookworm", install = "", build = "go build -o /app .", before = "", reported = false }: { readonly builder?: string; readonly install?: string; readonly build?: string; readonly before?: string; readonly reported?: boolean } = {}): string {
  return `FROM ${builder} AS build\n${install}WORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 ${build}\n\nFROM ${base}\n${before}COPY --from=build /app /app\n${reported ? "~~~~~~~~~~~~~~~~~~~~~~~~~~~\n" : ""}ENTRYPOINT ["/app"]\n`;
}

const ALPINE = { builder: "golang:1.24-alpine3.22", install: "RUN apk add --no-cache build-base\n" };

testRule(rule, {
  projects: [
    repository(
      "the example of the page: C++ in alpine",
      { ...CXX, Dockerfile: shipped("alpine:3.22", { ...ALPINE, reported: true }) },
      {
        Dockerfile: [
          {
            messageId: "missing",
            data: { artifact: "/app", subject: "libstdc++.so.6 and libgcc_s.so.1", image: "alpine:3.22", remedy: "Install libstdc++ libgcc (RUN apk add --no-cache libstdc++ libgcc)." },
            why: ["built here (Dockerfile:5)", "needs libstdc++.so.6: C++ code", "no libstdc++.so.6 where the loader looks for it", "needs libgcc_s.so.1: C++ code", "no libgcc_s.so.1 where the loader looks for it"],
          },
        ],
      },
    ),
    repository(
      "C++ in distroless/base",
      { ...CXX, Dockerfile: shipped("gcr.io/distroless/base-debian12", { reported: true }) },
      {
        Dockerfile: [
          { messageId: "missing", data: { artifact: "/app", subject: "libstdc++.so.6 and libgcc_s.so.1", image: "gcr.io/distroless/base-debian12", remedy: "Ship in gcr.io/distroless/cc-debian12, which has it." } },
        ],
      },
    ),
    repository(
      "one of two is copied",
      { ...CXX, Dockerfile: shipped("gcr.io/distroless/base-debian12", { before: "COPY --from=build /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/\n", reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "libgcc_s.so.1", image: "gcr.io/distroless/base-debian12", remedy: "Ship in gcr.io/distroless/cc-debian12, which has it." } }] },
    ),
    repository("alpine with libstdc++, which needs libgcc", { ...CXX, Dockerfile: shipped("alpine:3.22", { ...ALPINE, before: "RUN apk add --no-cache libstdc++\n" }) }),
    repository("debian has both", { ...CXX, Dockerfile: shipped("debian:bookworm-slim") }),
    repository("distroless/cc has both", { ...CXX, Dockerfile: shipped("gcr.io/distroless/cc-debian12") }),
    repository("they are linked statically", { ...CXX, Dockerfile: shipped("gcr.io/distroless/base-debian12", { build: "go build -ldflags '-extldflags \"-static-libstdc++ -static-libgcc\"' -o /app ." }) }),
    repository("static", { ...CXX, Dockerfile: shipped("gcr.io/distroless/static-debian12", { build: "go build -ldflags '-linkmode external -extldflags \"-static\"' -o /app ." }) }),
    repository("what is certain is the other rule's", { ...CXX, "answer.cpp": '#include <stdexcept>\n\nextern "C" int answer(void) { try { throw std::runtime_error("none"); } catch (int v) { return v; } }\n', Dockerfile: shipped("gcr.io/distroless/base-debian12") }),
    repository("without its interpreter it asks for no library", { ...CXX, Dockerfile: shipped("scratch") }),
    repository("an image that is not known", { ...CXX, Dockerfile: shipped("registry.corp/base:1") }),
    repository("no C++", { Dockerfile: shipped("gcr.io/distroless/base-debian12") }),
  ],
});
