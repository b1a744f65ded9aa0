import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-shared-library.js";
import { repository, type Shipped, shippedWithCgo } from "./repository.js";

const CXX = {
  "main.go": 'package main\n\n// int answer(void);\nimport "C"\n\nfunc main() { println(C.answer()) }\n',
  "answer.cpp": '#include <stdexcept>\n\nextern "C" int answer(void) { throw std::runtime_error("none"); }\n',
};
const SQLITE = {
  "main.go": 'package main\n\n// #cgo LDFLAGS: -lsqlite3\n// #include <sqlite3.h>\nimport "C"\n\nfunc main() { println(C.GoString(C.sqlite3_libversion())) }\n',
};

const ALPINE: Shipped = { builder: "golang:1.24-alpine3.22", install: "RUN apk add --no-cache build-base\n" };
const DEV: Shipped = { install: "RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev\n" };
const APT = (names: string): string => `Install ${names} (RUN apt-get update && apt-get install -y --no-install-recommends ${names}).`;

testRule(rule, {
  projects: [
    repository(
      "the example of the page: C++ in alpine",
      { ...CXX, Dockerfile: shippedWithCgo("alpine:3.22", { ...ALPINE, reported: true }) },
      {
        Dockerfile: [
          { messageId: "missing", data: { artifact: "/app", subject: "libstdc++.so.6", image: "alpine:3.22", remedy: "Install libstdc++ libgcc (RUN apk add --no-cache libstdc++ libgcc)." } },
        ],
      },
    ),
    repository(
      "C++ in distroless/base",
      { ...CXX, Dockerfile: shippedWithCgo("gcr.io/distroless/base-debian12", { reported: true }) },
      {
        Dockerfile: [
          { messageId: "missing", data: { artifact: "/app", subject: "libstdc++.so.6", image: "gcr.io/distroless/base-debian12", remedy: "Ship in gcr.io/distroless/cc-debian12, which has it." } },
        ],
      },
    ),
    repository(
      "a library of which the -dev package is installed where it is built",
      { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, reported: true }) },
      {
        Dockerfile: [
          {
            messageId: "missing",
            data: { artifact: "/app", subject: "libsqlite3.so.0", image: "debian:bookworm-slim", remedy: APT("libsqlite3-0") },
            why: ["built here (Dockerfile:5)", "needs libsqlite3.so.0: -lsqlite3 of example.com/app (main.go:3)", "no libsqlite3.so.0 where the loader looks for it", "debian:bookworm-slim is debian:bookworm"],
          },
        ],
      },
    ),
    repository("it is installed", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-0\n" }) }),
    repository("it comes with another package", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "RUN apt-get update && apt-get install -y sqlite3\n" }) }),
    repository("the -dev package brings it, too", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "RUN apt-get update && apt-get install -y libsqlite3-dev\n" }) }),
    repository("it is copied", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "COPY --from=build /usr/lib/x86_64-linux-gnu/libsqlite3.so.0 /usr/lib/x86_64-linux-gnu/\n" }) }),
    repository("all libraries are copied", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "COPY --from=build /usr/lib/x86_64-linux-gnu/ /usr/lib/x86_64-linux-gnu/\n" }) }),
    repository("it is copied to where LD_LIBRARY_PATH points", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "ENV LD_LIBRARY_PATH=/libs\nCOPY libsqlite3.so.0 /libs/\n" }), "libsqlite3.so.0": "" }),
    repository("the loader is told of other directories", { ...SQLITE, "own.conf": "/opt/lib\n", Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "COPY own.conf /etc/ld.so.conf.d/own.conf\nRUN ldconfig\n" }) }),
    repository("ldconfig is told of the directory", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "COPY libsqlite3.so.0 /opt/lib/\nRUN ldconfig /opt/lib\n" }), "libsqlite3.so.0": "" }),
    repository("the loader's cache is copied", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, before: "COPY --from=build /usr/lib/x86_64-linux-gnu/libsqlite3.so.0 /opt/lib/\nCOPY --from=build /etc/ld.so.cache /etc/\n" }) }),
    repository("musl's loader is told of other directories, on any architecture", { ...CXX, "own.path": "/opt/lib\n", Dockerfile: shippedWithCgo("alpine:3.22", { ...ALPINE, before: "COPY own.path /etc/ld-musl-powerpc64le.path\n" }) }, {}, { platforms: ["linux/ppc64le"] }),
    repository("it is linked statically", { ...SQLITE, Dockerfile: shippedWithCgo("debian:bookworm-slim", { ...DEV, build: `CGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags "-static"' -o /app .` }) }),
    repository("nothing of it is used, and the linker drops it", { "main.go": 'package main\n\n// #cgo LDFLAGS: -lsqlite3\nimport "C"\n\nfunc main() {}\n', Dockerfile: shippedWithCgo("debian:bookworm-slim", DEV) }),
    repository("debian has the runtime of C++", { ...CXX, Dockerfile: shippedWithCgo("debian:bookworm-slim") }),
    repository("distroless/cc has it", { ...CXX, Dockerfile: shippedWithCgo("gcr.io/distroless/cc-debian12") }),
    repository("alpine with libstdc++", { ...CXX, Dockerfile: shippedWithCgo("alpine:3.22", { ...ALPINE, before: "RUN apk add --no-cache libstdc++\n" }) }),
    repository("alpine with a package that nobody knows", { ...CXX, Dockerfile: shippedWithCgo("alpine:3.22", { ...ALPINE, before: "RUN apk add --no-cache our-runtime\n" }) }),
    repository("without its interpreter it asks for no library", { ...CXX, Dockerfile: shippedWithCgo("scratch") }),
    repository("an image that is not known", { ...SQLITE, Dockerfile: shippedWithCgo("registry.corp/base:1", DEV) }),
    repository("net alone needs nothing else", { Dockerfile: shippedWithCgo("gcr.io/distroless/base-debian12") }),
  ],
});
