import { describe, expect, test } from "vitest";
import { found, HELLO, project, shipped, verdicts, wrong } from "./support.js";

const build = (go: string, base: string, builder = "golang:1.24-bookworm"): string => `FROM ${builder} AS build
WORKDIR /src
COPY . .
RUN ${go}

FROM ${base}
COPY --from=build /out/app /app
ENTRYPOINT ["/app"]
`;

describe("a program with net", () => {
  test("is dynamic where gcc is installed, and cannot start without a loader", () => {
    const files = { Dockerfile: build("go build -o /out/app .", "gcr.io/distroless/static-debian12") };
    const analyzed = project(files);
    expect(analyzed.shipments.map(shipped)).toEqual(["/app dynamic in gcr.io/distroless/static-debian12"]);
    expect(analyzed.shipments.flatMap(verdicts)).toEqual(["interpreter /lib64/ld-linux-x86-64.so.2: unmet"]);
    expect(found(analyzed, files)).toEqual(["go-dockerfile/no-missing-interpreter Dockerfile: COPY --from=build /out/app /app"]);
  });

  test("is static without cgo", () => {
    const files = { Dockerfile: build("CGO_ENABLED=0 go build -o /out/app .", "gcr.io/distroless/static-debian12") };
    const analyzed = project(files);
    expect(analyzed.shipments.map(shipped)).toEqual(["/app static in gcr.io/distroless/static-debian12"]);
    expect(wrong(analyzed)).toEqual([]);
  });

  test("runs in an image with the same glibc", () => {
    const analyzed = project({ Dockerfile: build("go build -o /out/app .", "gcr.io/distroless/base-debian12") });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app dynamic in gcr.io/distroless/base-debian12"]);
    expect(analyzed.shipments[0]?.requirements.filter(({ kind }) => kind === "interpreter" || kind === "glibc").map(({ subject, verdict }) => [subject, verdict])).toEqual([
      ["/lib64/ld-linux-x86-64.so.2", "met"],
      ["GLIBC_2.34", "met"],
    ]);
    expect(wrong(analyzed)).toEqual([]);
  });

  test("needs a glibc at least as new as 2.34", () => {
    const files = { Dockerfile: build("go build -o /out/app .", "debian:bullseye-slim") };
    const analyzed = project(files);
    expect(found(analyzed, files)).toEqual(["go-dockerfile/no-newer-glibc Dockerfile: COPY --from=build /out/app /app"]);
    expect(wrong(analyzed)[0]?.data).toMatchObject({ subject: "GLIBC_2.34", image: "debian:bullseye-slim" });
  });

  test("is started through a directory that is a link", () => {
    const files = { Dockerfile: build("go build -o /out/app .", "gcr.io/distroless/static-debian13").replaceAll("/app /app", "/app /bin/app").replace('"/app"', '"/bin/app"') };
    const analyzed = project(files, { asOf: "2026-03-01" });
    expect(analyzed.shipments.map(shipped)).toEqual(["/usr/bin/app dynamic in gcr.io/distroless/static-debian13"]);
    expect(found(analyzed, files)).toEqual(["go-dockerfile/no-missing-interpreter Dockerfile: COPY --from=build /out/app /bin/app"]);
  });

  test("is linked with what a floating tag means on the day that somebody names", () => {
    const files = { Dockerfile: build("go build -o /out/app .", "gcr.io/distroless/base-debian11", "golang:1.20"), "go.mod": "module example.com/app\n\ngo 1.20\n" };
    // golang:1.20 was bullseye until June 2023
    expect(found(project(files, { asOf: "2023-03-01" }), files)).toEqual([]);
    expect(found(project(files, { asOf: "2023-08-16" }), files)).toEqual(["go-dockerfile/no-newer-glibc Dockerfile: COPY --from=build /out/app /app"]);
    // without a day, what a tag means now is no proof of what is built
    const latest = { Dockerfile: build("go build -o /out/app .", "gcr.io/distroless/base-debian11", "golang") };
    expect(found(project(latest, { asOf: "2025-06-01" }), latest)).toHaveLength(1);
    expect(found(project(latest, { asOf: undefined }), latest)).toEqual([]);
  });

  test("with C code needs a newer glibc only for names that are new", () => {
    const dockerfile = build("go build -o /out/app .", "debian:bookworm-slim", "golang:1.24-trixie");
    const glibc = (code: string, more: Readonly<Record<string, string>> = {}) =>
      project({ Dockerfile: dockerfile, "main.go": `package main\n\n// #include "own.h"\n// ${code}\nimport "C"\n\nfunc main() { C.f() }\n`, "own.h": "void f(void);\n", ...more }, { asOf: "2026-01-15" })
        .shipments[0]?.requirements.filter(({ kind }) => kind === "glibc")
        .map(({ subject, verdict, reason }) => `${subject}: ${verdict}${reason === null ? "" : `, ${reason.text}`}`);
    const open = "GLIBC_2.34: unknown, which symbols of glibc 2.41 the C code uses: GLIBC_2.34 at least";
    expect(glibc("static int f(void) { return 1; }")).toEqual(["GLIBC_2.34: met"]);
    expect(glibc("static int f(void) { return atoi(s); }")).toEqual([`${open}, GLIBC_2.38 at most (atoi)`]);
    expect(glibc("int f(void);", { "own.h": '#include "deep/er.h"\n', "deep/er.h": "#define COPY strlcpy\n" })).toEqual([`${open}, GLIBC_2.38 at most (strlcpy)`]);
    expect(glibc("int f(void);", { "own.syso": "" })).toEqual([`${open} (own.syso of example.com/app)`]);
    expect(glibc("#cgo LDFLAGS: ${SRCDIR}/libown.a\n// int f(void);", { "libown.a": "" })).toEqual([`${open} (a library that is named by its file)`]);
  });

  test("is static on golang:alpine, which has no C compiler", () => {
    const analyzed = project({ Dockerfile: build("go build -o /out/app .", "scratch", "golang:1.24-alpine3.22") });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app static in scratch"]);
  });

  test("is linked against musl after apk add gcc, and runs on alpine only", () => {
    const dockerfile = build("apk add --no-cache gcc musl-dev && go build -o /out/app .", "alpine:3.22", "golang:1.24-alpine3.22");
    const alpine = project({ Dockerfile: dockerfile });
    expect(alpine.shipments.map(shipped)).toEqual(["/app dynamic in alpine:3.22"]);
    expect(wrong(alpine)).toEqual([]);

    const files = { Dockerfile: dockerfile.replace("FROM alpine:3.22", "FROM debian:bookworm-slim") };
    const debian = project(files);
    expect(debian.shipments.flatMap(verdicts)).toContain("interpreter /lib/ld-musl-x86_64.so.1: unmet");
  });

  test("cannot be built with CGO_ENABLED=1 without a C compiler", () => {
    const files = { Dockerfile: build("CGO_ENABLED=1 go build -o /out/app .", "alpine:3.22", "golang:1.24-alpine3.22") };
    const analyzed = project(files);
    expect(found(analyzed, files)).toEqual(["go-dockerfile/no-missing-c-compiler Dockerfile: CGO_ENABLED=1 go build -o /out/app ."]);
  });
});

test("a program without C code is static with cgo on", () => {
  const analyzed = project({ "main.go": HELLO, Dockerfile: build("go build -o /out/app .", "scratch") });
  expect(analyzed.shipments.map(shipped)).toEqual(["/app static in scratch"]);
  expect(wrong(analyzed)).toEqual([]);
});

test("a variable that make does not export reaches no go command", () => {
  const files = {
    Makefile: "CGO_ENABLED = 0\n\nbuild:\n\tgo build -o /out/app .\n",
    Dockerfile: build("make build", "gcr.io/distroless/static-debian12"),
  };
  const analyzed = project(files);
  expect(analyzed.shipments.map(shipped)).toEqual(["/app dynamic in gcr.io/distroless/static-debian12"]);
  const exported = project({ ...files, Makefile: `export ${files.Makefile}` });
  expect(exported.shipments.map(shipped)).toEqual(["/app static in gcr.io/distroless/static-debian12"]);
});

describe("no verdict is spoken", () => {
  const go = "go build -o /out/app .";
  test("of a Dockerfile for development", () => {
    const analyzed = project({ Dockerfile: build(`CGO_ENABLED=0 ${go}`, "scratch"), "hack/Dockerfile": build(go, "scratch") });
    expect(analyzed.shipments.map((shipment) => [shipment.dockerfile, shipped(shipment)])).toEqual([
      ["Dockerfile", "/app static in scratch"],
      ["hack/Dockerfile", "/app dynamic in scratch (not shipped)"],
    ]);
    expect(wrong(analyzed)).toEqual([]);
  });

  test("of a stage without a command", () => {
    const analyzed = project({ Dockerfile: build(go, "scratch").replace('ENTRYPOINT ["/app"]\n', "") });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app dynamic in scratch (no command)"]);
    expect(wrong(analyzed)).toEqual([]);
  });

  test("of a binary that is only carried", () => {
    const analyzed = project({ Dockerfile: build(go, "alpine:3.22").replace('["/app"]', '["cp", "/app", "/host/app"]') });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app dynamic in alpine:3.22 (not executed)"]);
    expect(wrong(analyzed)).toEqual([]);
  });
});

test("an entry script is read for what it starts", () => {
  const analyzed = project({
    "entrypoint.sh": '#!/bin/sh\nset -e\nexec /app "$@"\n',
    Dockerfile: build("go build -o /out/app .", "alpine:3.22").replace('ENTRYPOINT ["/app"]', 'COPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]'),
  });
  expect(analyzed.shipments.map(shipped)).toEqual(["/app dynamic in alpine:3.22"]);
  expect(analyzed.shipments[0]?.executedBy?.text).toBe("ENTRYPOINT through /entrypoint.sh");
});

test("CMD in shell form is `/bin/sh -c` to an entry script", () => {
  const analyzed = project({
    "entrypoint.sh": '#!/bin/sh\nif [ "${1:0:1}" = "-" ]\nthen\n  set -- /other "$@"\nfi\nexec "$@"\n',
    Dockerfile: build("go build -o /out/app .", "alpine:3.22").replace('ENTRYPOINT ["/app"]', 'ENV NAME=app\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\nCMD /$NAME'),
  });
  expect(analyzed.shipments.map(({ executedBy, silence }) => [executedBy?.text, silence])).toEqual([["ENTRYPOINT and CMD through /entrypoint.sh /bin/sh -c /$NAME", null]]);
});

test("a binary that a make goal built before the image is followed through the build context", () => {
  const analyzed = project({
    Makefile: "build:\n\tCGO_ENABLED=0 GOOS=linux go build -o bin/app .\n",
    Dockerfile: 'FROM scratch\nCOPY bin/app /app\nENTRYPOINT ["/app"]\n',
  });
  expect(analyzed.shipments.map(shipped)).toEqual(["/app static in scratch"]);
  expect(analyzed.shipments[0]?.artifact.invocations).toEqual(["Makefile:build/example.com/app"]);
});

test("an image without facts may have any WORKDIR: where a command runs in it is not known until one is given", () => {
  const directories = (base: string): readonly unknown[] =>
    project({ Dockerfile: `FROM ${base} AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/app .\nWORKDIR /src\nRUN go build -o /out/other .\nFROM scratch\nCOPY --from=build /out/app /app\nENTRYPOINT ["/app"]\n` }).invocations.map(
      ({ command }) => (command.directory.kind === "known" ? command.directory.value : null),
    );
  expect(directories("registry.example.com/go:1")).toEqual([null, "/src"]);
  expect(directories("golang:1.24")).toEqual(["/go", "/src"]);
});

test("an image without facts is unknown, and said to be", () => {
  const analyzed = project({ Dockerfile: build("go build -o /out/app .", "registry.example.com/base:7") });
  expect(analyzed.shipments.flatMap(verdicts)).toContain("interpreter /lib64/ld-linux-x86-64.so.2: unknown");
  expect(analyzed.notUnderstood.map(({ driver }) => driver)).toEqual(["image"]);
  expect(wrong(analyzed).map(({ rule, messageId }) => [rule, messageId])).toEqual([["go-dockerfile/no-unknown-build", "image"]]);
});

test("in an image that is not known the makefile that was copied there is read", () => {
  const analyzed = project({ Makefile: "build:\n\tCGO_ENABLED=0 go build -o /out/app .\n", Dockerfile: build("make build", "scratch", "registry.example.com/builder:7") });
  expect(analyzed.shipments.map(({ artifact }) => artifact.path)).toEqual(["/app"]);
});

test("a program that the image starts and of which nothing is known is told of", () => {
  const dockerfile = build("./configure && do-the-build", "scratch");
  const analyzed = project({ Dockerfile: dockerfile });
  expect(analyzed.shipments).toEqual([]);
  expect(analyzed.notUnderstood.filter(({ driver }) => driver === "program").map(({ reason }) => [reason.text, dockerfile.slice(reason.at?.start, reason.at?.end)])).toEqual([
    ["/app, which ENTRYPOINT starts: `do-the-build` is not understood", "COPY --from=build /out/app /app"],
  ]);
  const ready = project({ Dockerfile: 'FROM nginx:1.27\nCOPY site /usr/share/nginx/html\nENTRYPOINT ["nginx"]\n', "site/index.html": "" });
  expect(ready.notUnderstood).toEqual([]);
});

test("a here-document runs in the shell that its first line names, and in no shell when that is another interpreter", () => {
  const run = (interpreter: string): string => build(`<<EOF\n#!${interpreter}\nCGO_ENABLED=0 go build -o /out/app .\nEOF`, "scratch");
  expect(project({ Dockerfile: run("/bin/bash") }).shipments.map(shipped)).toEqual(["/app static in scratch"]);
  const python = project({ Dockerfile: run("/usr/bin/env python3") });
  expect(python.shipments).toEqual([]);
  expect(python.notUnderstood.map(({ reason }) => reason.text)).toEqual(["/app, which ENTRYPOINT starts: a here-document for another interpreter than a shell", "a here-document for another interpreter than a shell"]);
});

describe("a program that is copied out of the repository", () => {
  const files = {
    "lib/lib.go": "package lib\n",
    Makefile: "app:\n\tCGO_ENABLED=0 go build -o app .\n",
    ".github/workflows/ci.yml": "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: go build ./...\n",
    Dockerfile: 'FROM gcr.io/distroless/static-debian12\nCOPY app /app\nENTRYPOINT ["/app"]\n',
  };

  test("is what writes it: a build of several packages writes nothing", () => {
    const analyzed = project(files);
    expect(analyzed.shipments.map(shipped)).toEqual(["/app static in gcr.io/distroless/static-debian12"]);
  });

  test("is not there for certain where `COPY . .` takes what it finds: the make of the image may build it", () => {
    const analyzed = project({
      Makefile: "app:\n\tgo build -o app .\n",
      Dockerfile: build("CGO_ENABLED=0 make app && mkdir /out && cp app /out/app", "gcr.io/distroless/static-debian12"),
    });
    expect(analyzed.shipments.map(shipped)).toEqual(["/app unknown in gcr.io/distroless/static-debian12"]);
    expect(analyzed.shipments[0]?.artifact.invocations).toEqual(["Dockerfile@linux/amd64:build/example.com/app", "Makefile:app/example.com/app"]);
  });

  test("hides no package: a program that may lie beside the sources is none of them", () => {
    const files = (output: string): Record<string, string> => ({
      Makefile: `build:\n\tgo build -o ${output} .\n`,
      Dockerfile: build("CGO_ENABLED=0 go build -o /out/ ./...", "gcr.io/distroless/static-debian12"),
    });
    for (const output of ["app", "bin/app", "dist/linux/app"]) expect(project(files(output)).shipments.map(shipped)).toEqual(["/app static in gcr.io/distroless/static-debian12"]);
  });
});
