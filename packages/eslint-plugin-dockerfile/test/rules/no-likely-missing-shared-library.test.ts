import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-likely-missing-shared-library.js";
import { repository, shippedWithCgo } from "./repository.js";

/** What of libstdc++ is used, inlining decides. */
const CXX = {
  "main.go": 'package main\n\n// int answer(void);\nimport "C"\n\nfunc main() { println(C.answer()) }\n',
  "answer.cpp": '#include <string>\n\nextern "C" int answer(void) { return std::string("42").size(); }\n',
};

const ALPINE = { builder: "golang:1.24-alpine3.22", install: "RUN apk add --no-cache build-base\n" };

testRule(rule, {
  projects: [
    repository(
      "the example of the page: C++ in alpine",
      { ...CXX, Dockerfile: shippedWithCgo("alpine:3.22", { ...ALPINE, reported: true }) },
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
      { ...CXX, Dockerfile: shippedWithCgo("gcr.io/distroless/base-debian12", { reported: true }) },
      {
        Dockerfile: [
          { messageId: "missing", data: { artifact: "/app", subject: "libstdc++.so.6 and libgcc_s.so.1", image: "gcr.io/distroless/base-debian12", remedy: "Ship in gcr.io/distroless/cc-debian12, which has it." } },
        ],
      },
    ),
    repository(
      "one of two is copied",
      { ...CXX, Dockerfile: shippedWithCgo("gcr.io/distroless/base-debian12", { before: "COPY --from=build /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/\n", reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "libgcc_s.so.1", image: "gcr.io/distroless/base-debian12", remedy: "Ship in gcr.io/distroless/cc-debian12, which has it." } }] },
    ),
    repository("alpine with libstdc++, which needs libgcc", { ...CXX, Dockerfile: shippedWithCgo("alpine:3.22", { ...ALPINE, before: "RUN apk add --no-cache libstdc++\n" }) }),
    repository("debian has both", { ...CXX, Dockerfile: shippedWithCgo("debian:bookworm-slim") }),
    repository("distroless/cc has both", { ...CXX, Dockerfile: shippedWithCgo("gcr.io/distroless/cc-debian12") }),
    repository("they are linked statically", { ...CXX, Dockerfile: shippedWithCgo("gcr.io/distroless/base-debian12", { build: "CGO_ENABLED=1 go build -ldflags '-extldflags \"-static-libstdc++ -static-libgcc\"' -o /app ." }) }),
    repository("static", { ...CXX, Dockerfile: shippedWithCgo("gcr.io/distroless/static-debian12", { build: "CGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags \"-static\"' -o /app ." }) }),
    repository("what is certain is the other rule's", { ...CXX, "answer.cpp": '#include <stdexcept>\n\nextern "C" int answer(void) { try { throw std::runtime_error("none"); } catch (int v) { return v; } }\n', Dockerfile: shippedWithCgo("gcr.io/distroless/base-debian12") }),
    repository("without its interpreter it asks for no library", { ...CXX, Dockerfile: shippedWithCgo("scratch") }),
    repository("an image that is not known", { ...CXX, Dockerfile: shippedWithCgo("registry.corp/base:1") }),
    repository("no C++", { Dockerfile: shippedWithCgo("gcr.io/distroless/base-debian12") }),
  ],
});
