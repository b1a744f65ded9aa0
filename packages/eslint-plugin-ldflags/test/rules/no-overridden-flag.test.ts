import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-overridden-flag.js";
import { repository } from "./repository.js";

testRule(rule, {
  projects: [
    repository(
      "the example of the page: -tags twice",
      { Makefile: "\nbuild:\n\tgo build -tags netgo -tags osusergo -o app .\n\t         ~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "repeated", data: { flag: "-tags", value: "netgo", place: "Makefile:2" }, why: ["-tags osusergo (Makefile:2)"] }] },
    ),
    repository(
      "-ldflags twice, the first one from a variable",
      { Makefile: "LDFLAGS = -s -w\n\nbuild:\n\tgo build -ldflags '$(LDFLAGS)' -ldflags '-X main.version=1' -o app .\n\t         ~~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "repeated", data: { flag: "-ldflags", value: "-s -w", place: "Makefile:4" } }] },
    ),
    repository(
      "a whole flag in a variable",
      { Makefile: "GOFLAGS_ = -tags=netgo\n           ~~~~~~~~~~~\nbuild:\n\tgo build $(GOFLAGS_) -tags=osusergo -o app .\n" },
      { Makefile: [{ messageId: "repeated", data: { flag: "-tags", value: "netgo", place: "Makefile:3" } }] },
    ),
    repository(
      "GOFLAGS and the command line",
      {
        Dockerfile: `
          FROM golang:1.24
          ENV GOFLAGS="-tags=netgo -trimpath"
                       ~~~~~~~~~~~
          WORKDIR /src
          COPY . .
          RUN go build -tags osusergo -o /app .
          `,
      },
      { Dockerfile: [{ messageId: "goflags", data: { flag: "-tags", value: "netgo", place: "Dockerfile:5" } }] },
    ),
    repository(
      "-extldflags twice in one -ldflags",
      { Makefile: "\nbuild:\n\tCGO_ENABLED=1 go build -ldflags '-linkmode external -extldflags -static -extldflags -lm' -o app .\n\t                                                    ~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "repeated", data: { flag: "-extldflags", value: "-static", place: "Makefile:2" } }] },
    ),
    repository(
      "what is repeated is not lost",
      { Makefile: "\nbuild:\n\tgo build -tags netgo,sqlite -tags netgo,osusergo -o app .\n\t         ~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "repeated", data: { flag: "-tags", value: "sqlite", place: "Makefile:2" } }] },
    ),
    repository("repeated in full", { Makefile: "build:\n\tgo build -tags netgo -tags netgo,osusergo -o app .\n" }),
    repository("flags of other packages", { Makefile: "build:\n\tgo build -ldflags='all=-s' -ldflags='example.com/app=-s -w' -o app .\n" }),
    repository("one flag with both", { Makefile: "LDFLAGS = -s -w\nbuild:\n\tgo build -ldflags '$(LDFLAGS) -X main.version=1' -o app .\n" }),
    repository("two programs", { Makefile: "build:\n\tgo build -tags netgo -o a .\n\tgo build -tags osusergo -o b .\n" }),
    repository("flags of different names", { Makefile: "build:\n\tgo build -tags netgo -gcflags=-l -ldflags=-s -o app .\n" }),
    repository("a value that is not known", { Makefile: "build:\n\tgo build -tags netgo -tags '$(TAGS)' -o app .\n" }),
  ],
});
