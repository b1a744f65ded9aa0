import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-legacy-zone-name.js";
import { HELLO, repository, shipped } from "./repository.js";

function loads(zone: string): string {
  return `package main\n\nimport "time"\n\nfunc main() {\n\tloc, err := time.LoadLocation("${zone}")\n\tprintln(loc, err)\n}\n`;
}

const LEGACY = "or install tzdata-legacy (RUN apt-get update && apt-get install -y --no-install-recommends tzdata-legacy).";
const trixie = "debian:trixie-slim";
const late = { asOf: "2025-10-01" };

testRule(rule, {
  projects: [
    repository(
      "the example of the page: US/Eastern on trixie",
      { "main.go": loads("US/Eastern"), Dockerfile: shipped(trixie, { reported: true }) },
      {
        Dockerfile: [
          {
            messageId: "legacy",
            data: { artifact: "/app", subject: "US/Eastern", image: trixie, remedy: `Load America/New_York, which is the same zone, ${LEGACY}` },
            why: ["built here (Dockerfile:4)", 'time.LoadLocation("US/Eastern") (main.go:6)', "the image's tzdata has no legacy names", "debian:trixie-slim is debian:trixie"],
          },
        ],
      },
      late,
    ),
    repository(
      "ENV TZ",
      { "main.go": HELLO, Dockerfile: shipped(trixie, { before: "ENV TZ=PRC\n", reported: true }) },
      { Dockerfile: [{ messageId: "legacy", data: { artifact: "/app", subject: "PRC", image: trixie, remedy: `Load Asia/Shanghai, which is the same zone, ${LEGACY}` } }] },
      late,
    ),
    repository(
      "a city that has a new name",
      { "main.go": loads("Europe/Kiev"), Dockerfile: shipped(trixie, { reported: true }) },
      { Dockerfile: [{ messageId: "legacy", data: { artifact: "/app", subject: "Europe/Kiev", image: trixie, remedy: `Load Europe/Kyiv, which is the same zone, ${LEGACY}` } }] },
      late,
    ),
    repository("a name of today", { "main.go": loads("America/New_York"), Dockerfile: shipped(trixie) }, {}, late),
    repository("bookworm has both names", { "main.go": loads("US/Eastern"), Dockerfile: shipped("debian:bookworm-slim") }, {}, late),
    repository("alpine has both names", { "main.go": loads("US/Eastern"), Dockerfile: shipped("alpine:3.22", { before: "RUN apk add --no-cache tzdata\n" }) }, {}, late),
    repository("tzdata-legacy is installed", { "main.go": loads("US/Eastern"), Dockerfile: shipped(trixie, { before: "RUN apt-get update && apt-get install -y tzdata-legacy\n" }) }, {}, late),
    repository("the database is embedded", { "main.go": loads("US/Eastern"), Dockerfile: shipped(trixie, { build: "CGO_ENABLED=0 go build -tags timetzdata -o /app ." }) }, {}, late),
    repository("the zone is copied", { "main.go": loads("US/Eastern"), Dockerfile: shipped(trixie, { before: "COPY --from=build /usr/share/zoneinfo/US/Eastern /usr/share/zoneinfo/US/Eastern\n" }) }, {}, late),
    repository("without a database it is the other rule's", { "main.go": loads("US/Eastern"), Dockerfile: shipped("scratch") }, {}, late),
    repository("an image that is not known", { "main.go": loads("US/Eastern"), Dockerfile: shipped("registry.corp/base:1") }, {}, late),
  ],
});
