import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-missing-zoneinfo.js";
import { HELLO, repository, shipped } from "./repository.js";

const LOADS_BERLIN = 'package main\n\nimport "time"\n\nfunc main() {\n\tloc, err := time.LoadLocation("Europe/Berlin")\n\tprintln(loc, err)\n}\n';
const EMBED = 'import _ "time/tzdata" in the program (or build with -tags timetzdata)';

const ARCHIVE = "COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /usr/local/go/lib/time/";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: alpine without tzdata",
      { "main.go": LOADS_BERLIN, Dockerfile: shipped("alpine:3.22", { reported: true }) },
      {
        Dockerfile: [
          {
            messageId: "missing",
            data: { artifact: "/app", subject: "Europe/Berlin", image: "alpine:3.22", remedy: `Install tzdata (RUN apk add --no-cache tzdata), or ${EMBED}.` },
            why: ["built here (Dockerfile:4)", 'time.LoadLocation("Europe/Berlin") (main.go:6)', "no zoneinfo where Go looks for it", "alpine:3.22"],
          },
        ],
      },
    ),
    repository(
      "scratch",
      { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "Europe/Berlin", image: "scratch", remedy: `Copy a database (COPY --from=<build stage> /usr/share/zoneinfo /usr/share/zoneinfo), or ${EMBED}.` } }] },
    ),
    repository(
      "ENV TZ",
      { "main.go": HELLO, Dockerfile: shipped("alpine:3.22", { before: "ENV TZ=Asia/Tokyo\n", reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "Asia/Tokyo", image: "alpine:3.22", remedy: `Install tzdata (RUN apk add --no-cache tzdata), or ${EMBED}.` } }] },
    ),
    repository(
      "the database is removed",
      { "main.go": LOADS_BERLIN, Dockerfile: shipped("debian:bookworm-slim", { before: "RUN rm -rf /usr/share/zoneinfo\n", reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "Europe/Berlin", image: "debian:bookworm-slim", remedy: `Install tzdata, or ${EMBED}.` } }] },
    ),
    repository(
      "another zone is copied",
      { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { before: "COPY --from=build /usr/share/zoneinfo/Europe/Paris /usr/share/zoneinfo/Europe/Paris\n", reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "Europe/Berlin", image: "scratch", remedy: `Copy a database (COPY --from=<build stage> /usr/share/zoneinfo /usr/share/zoneinfo), or ${EMBED}.` } }] },
    ),
    repository(
      "-trimpath, and the archive of GOROOT",
      { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { build: "CGO_ENABLED=0 go build -trimpath -o /app .", before: `${ARCHIVE}\n`, reported: true }) },
      { Dockerfile: [{ messageId: "missing", data: { artifact: "/app", subject: "Europe/Berlin", image: "scratch", remedy: `Copy a database (COPY --from=<build stage> /usr/share/zoneinfo /usr/share/zoneinfo), or ${EMBED}.` } }] },
    ),
    repository("tzdata is installed", { "main.go": LOADS_BERLIN, Dockerfile: shipped("alpine:3.22", { before: "RUN apk add --no-cache tzdata\n" }) }),
    repository("the database is copied", { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { before: "COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo\n" }) }),
    repository("the one zone is copied", { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { before: "COPY --from=build /usr/share/zoneinfo/Europe/Berlin /usr/share/zoneinfo/Europe/Berlin\n" }) }),
    repository("distroless has a database", { "main.go": LOADS_BERLIN, Dockerfile: shipped("gcr.io/distroless/static-debian12") }),
    repository("it is embedded by import", { "main.go": LOADS_BERLIN.replace('import "time"', 'import (\n\t"time"\n\t_ "time/tzdata"\n)'), Dockerfile: shipped("scratch") }),
    repository("it is embedded by tag", { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { build: "CGO_ENABLED=0 go build -tags timetzdata -o /app ." }) }),
    repository("UTC and Local need no data", { "main.go": LOADS_BERLIN.replace("Europe/Berlin", "UTC"), Dockerfile: shipped("scratch", { before: "ENV TZ=UTC\n" }) }),
    repository("a zone from configuration", { "main.go": LOADS_BERLIN.replace('"Europe/Berlin"', "zone()") + "\nfunc zone() string { return \"\" }\n", Dockerfile: shipped("scratch") }),
    repository("the archive of GOROOT is where the program was built", { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { before: `${ARCHIVE}\n` }) }),
    repository("GOROOT says where the archive is, -trimpath or not", { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { build: "CGO_ENABLED=0 go build -trimpath -o /app .", before: `${ARCHIVE}\nENV GOROOT=/usr/local/go\n` }) }),
    repository("one stage, which has GOROOT", { "main.go": LOADS_BERLIN, Dockerfile: 'FROM golang:1.24-alpine\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nENTRYPOINT ["/app"]\n' }),
    repository("ZONEINFO names another place", { "main.go": LOADS_BERLIN, Dockerfile: shipped("scratch", { before: "COPY --from=build /usr/local/go/lib/time/zoneinfo.zip /zoneinfo.zip\nENV ZONEINFO=/zoneinfo.zip\n" }) }),
    repository("only a test loads it", { "main.go": HELLO, "main_test.go": LOADS_BERLIN.replace("func main", "func load"), Dockerfile: shipped("scratch") }),
  ],
});
