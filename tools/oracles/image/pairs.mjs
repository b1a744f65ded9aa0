/**
 * Programs (programs/) in images, one idea each, mostly as a defect and its cure. A pair says which requirement it shows and whether that is met;
 * what the image's container really does is the truth.
 */

/** @typedef {{ name: string, program: string, kind: string, verdict: "met" | "unmet", dockerfile: string, files: Readonly<Record<string, string>>}} Pair */

/** @type {Pair[]} */
export const PAIRS = [];

const STATIC = "CGO_ENABLED=0 go build -o /app .";
const DYNAMIC = "CGO_ENABLED=1 go build -o /app .";
const BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
const ZONES = "/usr/share/zoneinfo";
const [DISTROLESS_STATIC, DISTROLESS_BASE, DISTROLESS_CC] = ["static", "base", "cc"].map((name) => `gcr.io/distroless/${name}-debian12`);

/** @param {string} shows "kind met" or "kind unmet" */
function pair(name, program, shows, dockerfile, files = {}) {
  const [kind = "", verdict] = shows.split(" ");
  PAIRS.push({ name, program, kind, verdict: /** @type {"met" | "unmet"} */ (verdict), dockerfile, files });
}

/**
 * A Dockerfile of two stages.
 *
 * @param {string | { on?: string, before?: readonly string[], run: string }} build how the builder makes /app
 * @param {string} base of the final stage
 * @param {...string} lines of the final stage after the COPY; an ENTRYPOINT unless they have one
 */
function image(build, base, ...lines) {
  const { on = "golang:1.26-bookworm", before = [], run } = typeof build === "string" ? { run: build } : build;
  const start = lines.some((line) => /^(ENTRYPOINT|CMD)/.test(line)) ? [] : ['ENTRYPOINT ["/app"]'];
  return [`FROM ${on} AS build`, "WORKDIR /src", ...before, "COPY . .", `RUN ${run}`, `FROM ${base}`, "COPY --from=build /app /app", ...lines, ...start, ""].join("\n");
}

const onAlpine = (run, ...before) => ({ on: "golang:1.26-alpine", run, before });
const onBullseye = (run) => ({ on: "golang:1.22-bullseye", run });
const take = (path) => `COPY --from=build ${path} ${path}`;

// The interpreter of a dynamic program.
pair("net in scratch, built with cgo", "resolve", "interpreter unmet", image(DYNAMIC, "scratch"));
pair("net in scratch, built without cgo", "resolve", "interpreter met", image(STATIC, "scratch"));
pair("net in scratch, cgo by the compiler of the builder", "resolve", "interpreter unmet", image("go build -o /app .", "scratch"));
pair("no cgo package in scratch, although cgo is on", "hello", "interpreter met", image(DYNAMIC, "scratch"));
pair("net on distroless/base", "resolve", "interpreter met", image(DYNAMIC, DISTROLESS_BASE));
pair("net on distroless/static", "resolve", "interpreter unmet", image(DYNAMIC, DISTROLESS_STATIC));
pair("net in scratch with tags for the Go resolver", "resolve", "interpreter met", image("CGO_ENABLED=1 go build -tags netgo -o /app .", "scratch"));
pair("PIE without cgo in scratch", "hello", "interpreter unmet", image("CGO_ENABLED=0 go build -buildmode=pie -o /app .", "scratch"));
pair("PIE without cgo on distroless/base", "hello", "interpreter met", image("CGO_ENABLED=0 go build -buildmode=pie -o /app .", DISTROLESS_BASE));
pair("-buildmode=pie for the linker in scratch", "hello", "interpreter unmet", image("CGO_ENABLED=0 go build -ldflags=-buildmode=pie -o /app .", "scratch"));
pair("own C code in scratch", "native", "interpreter unmet", image(DYNAMIC, "scratch"));
pair("own C code linked statically, in scratch", "native", "interpreter met", image("CGO_ENABLED=1 go build -ldflags '-extldflags \"-static\"' -o /app .", "scratch"));
pair("net with -extldflags -static alone", "resolve", "interpreter unmet", image("CGO_ENABLED=1 go build -ldflags '-extldflags \"-static\"' -o /app .", "scratch"));
pair("net with external linking and -static", "resolve", "interpreter met", image("CGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags \"-static\"' -o /app .", "scratch"));
pair("the loader copied from the builder", "hello", "interpreter met", image("CGO_ENABLED=0 go build -buildmode=pie -o /app .", "scratch", "COPY --from=build /lib64/ld-linux-x86-64.so.2 /lib64/ld-linux-x86-64.so.2"));
pair("CGO_ENABLED by ENV", "resolve", "interpreter met", image({ before: ["ENV CGO_ENABLED=0"], run: "go build -o /app ." }, "scratch"));
pair("CGO_ENABLED by ARG", "resolve", "interpreter met", image({ before: ["ARG CGO_ENABLED=0"], run: "go build -o /app ." }, "scratch"));
pair("CGO_ENABLED=0 before && reaches nobody", "resolve", "interpreter unmet", image("CGO_ENABLED=0 && go build -o /app .", "scratch"));
pair("CGO_ENABLED=false is not a value", "resolve", "interpreter unmet", image("CGO_ENABLED=false go build -o /app .", "scratch"));
pair("a program for glibc on Alpine", "resolve", "interpreter unmet", image(DYNAMIC, "alpine:3.22"));
pair("a program without cgo on Alpine", "resolve", "interpreter met", image(STATIC, "alpine:3.22"));
pair("a program for musl on Alpine", "native", "interpreter met", image(onAlpine("go build -o /app .", "RUN apk add --no-cache gcc musl-dev"), "alpine:3.22"));
pair("a program for musl on distroless/base", "native", "interpreter unmet", image(onAlpine("go build -o /app .", "RUN apk add --no-cache gcc musl-dev"), DISTROLESS_BASE));
pair("golang:alpine has no compiler", "resolve", "interpreter met", image(onAlpine("go build -o /app ."), "scratch"));
pair("the loader removed", "native", "interpreter unmet", image(DYNAMIC, "debian:bookworm-slim", "RUN rm -f /lib64/ld-linux-x86-64.so.2", 'ENTRYPOINT ["/app"]'));

// Symbol versions of glibc.
pair("glibc 2.36 program on bullseye", "native", "glibc unmet", image(DYNAMIC, "debian:bullseye-slim"));
pair("glibc 2.36 program on bookworm", "native", "glibc met", image(DYNAMIC, "debian:bookworm-slim"));
pair("glibc 2.36 program on trixie", "native", "glibc met", image(DYNAMIC, "debian:trixie-slim"));
pair("net on bullseye", "resolve", "glibc unmet", image(DYNAMIC, "debian:bullseye-slim"));
pair("built on bullseye, run on bullseye", "native", "glibc met", image(onBullseye(DYNAMIC), "debian:bullseye-slim"));
pair("built on bullseye, run on trixie", "resolve", "glibc met", image(onBullseye(DYNAMIC), "debian:trixie-slim"));
pair("a static program on bullseye", "native", "interpreter met", image("CGO_ENABLED=1 go build -ldflags '-extldflags \"-static\"' -o /app .", "debian:bullseye-slim"));

// Shared libraries.
pair("C++ on distroless/base", "native-cxx", "shared-library unmet", image(DYNAMIC, DISTROLESS_BASE));
pair("C++ on distroless/cc", "native-cxx", "shared-library met", image(DYNAMIC, DISTROLESS_CC));
pair("C++ on Debian", "native-cxx", "shared-library met", image(DYNAMIC, "debian:bookworm-slim"));
pair("C++ with static libraries of its own on distroless/base", "native-cxx", "glibc met", image("CGO_ENABLED=1 go build -ldflags '-extldflags \"-static-libstdc++ -static-libgcc\"' -o /app .", DISTROLESS_BASE));
pair("C++ on distroless/base with the libraries copied", "native-cxx", "shared-library met", image(DYNAMIC, DISTROLESS_BASE, "COPY --from=build /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/libgcc_s.so.1 /usr/lib/x86_64-linux-gnu/"));
pair("C++ on distroless/base with one library copied", "native-cxx", "shared-library unmet", image(DYNAMIC, DISTROLESS_BASE, "COPY --from=build /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/"));
pair("libraries copied where no loader looks", "native-cxx", "shared-library unmet", image(DYNAMIC, DISTROLESS_BASE, "COPY --from=build /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/libgcc_s.so.1 /opt/lib/"));
pair("libraries copied where LD_LIBRARY_PATH leads", "native-cxx", "shared-library met", image(DYNAMIC, DISTROLESS_BASE, "COPY --from=build /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/libgcc_s.so.1 /opt/lib/", "ENV LD_LIBRARY_PATH=/opt/lib"));

// CA certificates.
pair("TLS in scratch", "fetch", "ca-certificates unmet", image(STATIC, "scratch"));
pair("TLS in scratch with the builder's bundle", "fetch", "ca-certificates met", image(STATIC, "scratch", take(BUNDLE)));
pair("TLS in scratch with the builder's directory", "fetch", "ca-certificates met", image(STATIC, "scratch", take("/etc/ssl/certs")));
pair("TLS in scratch, bundle elsewhere", "fetch", "ca-certificates unmet", image(STATIC, "scratch", `COPY --from=build ${BUNDLE} /certs/ca.pem`));
pair("TLS in scratch, bundle elsewhere and SSL_CERT_FILE", "fetch", "ca-certificates met", image(STATIC, "scratch", `COPY --from=build ${BUNDLE} /certs/ca.pem`, "ENV SSL_CERT_FILE=/certs/ca.pem"));
pair("SSL_CERT_FILE names nothing", "fetch", "ca-certificates unmet", image(STATIC, "scratch", "ENV SSL_CERT_FILE=/certs/ca.pem"));
pair("TLS on distroless/static", "fetch", "ca-certificates met", image(STATIC, DISTROLESS_STATIC));
pair("TLS on Debian slim", "fetch", "ca-certificates unmet", image(STATIC, "debian:bookworm-slim"));
pair("TLS on Debian slim with ca-certificates", "fetch", "ca-certificates met", image(STATIC, "debian:bookworm-slim", "RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*"));
pair("ca-certificates removed again", "fetch", "ca-certificates unmet", image(STATIC, "debian:bookworm-slim", "RUN apt-get update && apt-get install -y ca-certificates", "RUN rm -rf /etc/ssl/certs /usr/share/ca-certificates"));
pair("TLS on Alpine", "fetch", "ca-certificates met", image(STATIC, "alpine:3.22"));

// Time zones.
pair("zone in scratch", "zone", "zoneinfo unmet", image(STATIC, "scratch"));
pair("zone in scratch with the builder's database", "zone", "zoneinfo met", image(STATIC, "scratch", take(ZONES)));
pair("zone in scratch with its one file", "zone", "zoneinfo met", image(STATIC, "scratch", take(`${ZONES}/Europe/Berlin`)));
pair("zone in scratch with the file of another zone", "zone", "zoneinfo unmet", image(STATIC, "scratch", take(`${ZONES}/Europe/Paris`)));
pair("zone embedded by import", "zone-embedded", "zoneinfo met", image(STATIC, "scratch"));
pair("zone embedded by tag", "zone", "zoneinfo met", image("CGO_ENABLED=0 go build -tags timetzdata -o /app .", "scratch"));
pair("zone on distroless/static", "zone", "zoneinfo met", image(STATIC, DISTROLESS_STATIC));
pair("zone on Alpine", "zone", "zoneinfo unmet", image(STATIC, "alpine:3.22"));
pair("zone on Alpine with tzdata", "zone", "zoneinfo met", image(STATIC, "alpine:3.22", "RUN apk add --no-cache tzdata"));
pair("tzdata removed from Alpine", "zone", "zoneinfo unmet", image(STATIC, "alpine:3.22", "RUN apk add --no-cache tzdata", "RUN apk del tzdata"));
pair("zone on Debian slim", "zone", "zoneinfo met", image(STATIC, "debian:bookworm-slim"));
pair("database removed from Debian", "zone", "zoneinfo unmet", image(STATIC, "debian:bookworm-slim", "RUN rm -rf /usr/share/zoneinfo"));
pair("Go's own archive beside its GOROOT", "zone", "zoneinfo met", image(STATIC, "scratch", "COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /usr/local/go/lib/time/zoneinfo.zip"));
pair("Go's archive where ZONEINFO leads", "zone", "zoneinfo met", image(STATIC, "scratch", "COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /zoneinfo.zip", "ENV ZONEINFO=/zoneinfo.zip"));
pair("GOROOT's archive with -trimpath", "zone", "zoneinfo unmet", image("CGO_ENABLED=0 go build -trimpath -o /app .", "scratch", "COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /usr/local/go/lib/time/zoneinfo.zip"));
pair("one stage, which has GOROOT", "zone", "zoneinfo met", 'FROM golang:1.26-alpine\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nENTRYPOINT ["/app"]\n');
pair("ENV TZ is not served from ZONEINFO", "clock", "zoneinfo unmet", image(STATIC, "scratch", "COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /zoneinfo.zip", "ENV ZONEINFO=/zoneinfo.zip TZ=Europe/Berlin"));
pair("ENV TZ in scratch", "clock", "zoneinfo unmet", image(STATIC, "scratch", "ENV TZ=Europe/Berlin"));
pair("ENV TZ with a database", "clock", "zoneinfo met", image(STATIC, "scratch", take(ZONES), "ENV TZ=Europe/Berlin"));
pair("ENV TZ on Alpine", "clock", "zoneinfo unmet", image(STATIC, "alpine:3.22", "ENV TZ=Asia/Tokyo"));
pair("legacy zone on bookworm", "zone-legacy", "zoneinfo met", image(STATIC, "debian:bookworm-slim"));
pair("legacy zone on trixie", "zone-legacy", "legacy-zone unmet", image(STATIC, "debian:trixie-slim"));
pair("legacy zone on trixie with tzdata-legacy", "zone-legacy", "zoneinfo met", image(STATIC, "debian:trixie-slim", "RUN apt-get update && apt-get install -y tzdata-legacy"));

// Users.
pair("USER by name in scratch", "hello", "user unmet", image(STATIC, "scratch", "USER app"));
pair("USER by number in scratch", "hello", "interpreter met", image(STATIC, "scratch", "USER 65532:65532"));
pair("USER by name with the builder's /etc/passwd", "hello", "user met", image({ before: ["RUN useradd --system --no-create-home app"], run: STATIC }, "scratch", take("/etc/passwd"), "USER app"));
pair("USER by name on Debian that nobody made", "hello", "user unmet", image(STATIC, "debian:bookworm-slim", "USER app"));
pair("USER by name on Debian, made by useradd", "hello", "user met", image(STATIC, "debian:bookworm-slim", "RUN useradd --system app", "USER app"));
pair("USER by name on Alpine, made by adduser", "hello", "user met", image(STATIC, "alpine:3.22", "RUN adduser -D -H app", "USER app"));
pair("USER nonroot on distroless", "hello", "user met", image(STATIC, DISTROLESS_STATIC, "USER nonroot"));
pair("a look-up that must not fail, in scratch", "lookup-unchecked", "user-lookup unmet", image(STATIC, "scratch"));
pair("the same with the builder's /etc/passwd", "lookup-unchecked", "user-lookup met", image(STATIC, "scratch", take("/etc/passwd")));
pair("the same on distroless/static", "lookup-unchecked", "user-lookup met", image(STATIC, DISTROLESS_STATIC));
pair("the same on Debian, by libc", "lookup-unchecked", "user-lookup met", image(DYNAMIC, "debian:bookworm-slim"));

// Shells.
pair("shell form in scratch", "hello", "shell unmet", image(STATIC, "scratch", "ENTRYPOINT /app"));
pair("shell form on distroless", "hello", "shell unmet", image(STATIC, DISTROLESS_STATIC, "CMD /app"));
pair("exec form that is no JSON, in scratch", "hello", "exec-form unmet", image(STATIC, "scratch", "ENTRYPOINT ['/app']"));
pair("shell form on Debian", "hello", "shell met", image(STATIC, "debian:bookworm-slim", "ENTRYPOINT exec /app"));
pair("shell form on Alpine", "hello", "shell met", image(STATIC, "alpine:3.22", "CMD /app"));
pair("sh -c by the program in scratch", "script", "program unmet", image(STATIC, "scratch"));
pair("sh -c by the program on Alpine", "script", "program met", image(STATIC, "alpine:3.22"));

// Entrypoints.
pair("ENTRYPOINT names another path", "hello", "command unmet", image(STATIC, "debian:bookworm-slim", 'ENTRYPOINT ["/usr/local/bin/app"]'));
pair("ENTRYPOINT by name, not in PATH", "hello", "command unmet", image(STATIC, "scratch", 'ENTRYPOINT ["app"]'));
pair("ENTRYPOINT by name, in PATH", "hello", "command met", image({ run: "CGO_ENABLED=0 go build -o /app ." }, "alpine:3.22", "COPY --from=build /app /usr/local/bin/app", 'ENTRYPOINT ["app"]'));
pair("ENTRYPOINT below WORKDIR", "hello", "command met", image(STATIC, "scratch", "WORKDIR /opt", "COPY --from=build /app ./app", 'ENTRYPOINT ["./app"]'));
pair("ENTRYPOINT below another WORKDIR", "hello", "command unmet", image(STATIC, "scratch", "COPY --from=build /app /opt/app", "WORKDIR /srv", 'ENTRYPOINT ["./app"]'));

// Executables that the program starts.
pair("git in scratch", "git", "program unmet", image(STATIC, "scratch"));
pair("git on Debian slim", "git", "program unmet", image(STATIC, "debian:bookworm-slim"));
pair("git on Debian slim, installed", "git", "program met", image(STATIC, "debian:bookworm-slim", "RUN apt-get update && apt-get install -y git"));
pair("git on Alpine, installed", "git", "program met", image(STATIC, "alpine:3.22", "RUN apk add --no-cache git"));
pair("git on Alpine", "git", "program unmet", image(STATIC, "alpine:3.22"));

// Temporary files and HOME.
pair("temporary file in scratch", "temporary", "temporary-directory unmet", image(STATIC, "scratch"));
pair("temporary file in scratch with WORKDIR /tmp", "temporary", "temporary-directory met", image(STATIC, "scratch", "WORKDIR /tmp"));
pair("temporary file on distroless/static", "temporary", "temporary-directory met", image(STATIC, DISTROLESS_STATIC));
pair("temporary file in scratch, TMPDIR elsewhere", "temporary", "temporary-directory met", image(STATIC, "scratch", "WORKDIR /work", "ENV TMPDIR=/work"));
pair("HOME in scratch is what the runtime sets", "home", "interpreter met", image(STATIC, "scratch"));

// Architecture: a caller names the platform.
const caller = { Makefile: "image:\n\tdocker build --platform linux/amd64 -t app .\n" };
pair("built for arm64, shipped for amd64", "hello", "architecture unmet", image("CGO_ENABLED=0 GOARCH=arm64 go build -o /app .", "scratch"), caller);
pair("built for the target's architecture", "hello", "architecture met", image({ before: ["ARG TARGETARCH"], run: "CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app ." }, "scratch"), caller);

// Static glibc and name look-ups through its plugins.
const STATIC_GLIBC = "CGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags \"-static\"' -o /app .";
pair("static glibc 2.31 looks up a user in scratch", "lookup", "static-lookup unmet", image(onBullseye(STATIC_GLIBC), "scratch"));
pair("static glibc 2.31 looks up a user on bookworm", "lookup", "static-lookup unmet", image(onBullseye(STATIC_GLIBC), "debian:bookworm-slim"));
pair("static glibc 2.31 looks up a user on bullseye", "lookup", "static-lookup met", image(onBullseye(STATIC_GLIBC), "debian:bullseye-slim"));
pair("static glibc 2.36 looks up a user on distroless/static", "lookup", "interpreter met", image(STATIC_GLIBC, DISTROLESS_STATIC));
