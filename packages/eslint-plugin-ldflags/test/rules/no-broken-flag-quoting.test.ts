import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-broken-flag-quoting.js";
import { repository } from "./repository.js";

const make = (command: string): Readonly<Record<string, string>> => ({ Makefile: `build:\n\t${command}\n` });

testRule(rule, {
  projects: [
    repository("one word by quotes", make('go build -ldflags "-s -w" .')),
    repository("one word by an equals sign", make("go build -ldflags='-s -w' -o app .")),
    repository("quotes inside for the external linker", make("go build -ldflags '-linkmode external -extldflags \"-static -lm\"' .")),
    repository("quotes inside for a value with blanks", make("go build -ldflags \"-X 'main.version=a b'\" .")),
    repository("a definition with an equals sign", make("go build -ldflags=-X=main.version=1 .")),
    repository("flags of the compiler", make("go build -gcflags='all=-N -l' .")),
    repository("flags behind the packages are for the program", make("go run . -s -w")),
    repository("flags that are not known", make("go build $(FLAGS) .")),
    repository("a value that may be empty", make("go build -ldflags $(FLAGS) -s .")),
    repository("added to what whoever runs make gives", { Makefile: 'LDFLAGS += -X main.version=1\nbuild:\n\tgo build -ldflags "$(LDFLAGS)" .\n' }),
    repository("an old flag that a newer go does not have", { Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -i -o /app .\n" }),
    repository(
      "the example of the page: two words",
      { Makefile: "\nbuild:\n\tgo build -ldflags -s -w .\n\t                     ~~\n" },
      { Makefile: [{ messageId: "misplaced", data: { flag: "w" }, why: ["the command that fails (Makefile:2)"] }] },
    ),
    repository(
      "in a variable of make that the recipe does not quote",
      { Makefile: "LDFLAGS = -s -X main.version=1\n             ~~\nbuild:\n\tgo build -ldflags $(LDFLAGS) .\n" },
      { Makefile: [{ messageId: "misplaced", data: { flag: "X" } }] },
    ),
    repository(
      "behind the packages",
      {
        Dockerfile: `
          FROM golang:1.24-bookworm
          WORKDIR /src
          COPY . .
          RUN go build . -ldflags=-s
                         ~~~~~~~~~~~
          `,
      },
      { Dockerfile: [{ messageId: "after", data: { text: 'malformed import path "-ldflags=-s": leading dash' } }] },
    ),
    repository(
      "quotes in a variable, and around it",
      { Makefile: "LDFLAGS = '-s -w'\nbuild:\n\tgo build -ldflags \"$(LDFLAGS)\" .\n\t         ~~~~~~~~~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "quotes", data: { text: "invalid value \"'-s -w'\" for flag -ldflags: missing =<value> in <pattern>=<value>" } }] },
    ),
    repository(
      "a value of the external linker without quotes of its own",
      { Makefile: "\nbuild:\n\tgo build -ldflags '-linkmode external -extldflags -static -lm' .\n\t                                                          ~~~\n" },
      { Makefile: [{ messageId: "linker", data: { text: "flag provided but not defined: -lm" } }] },
    ),
    repository(
      "a definition without a value",
      { Makefile: "\nbuild:\n\tgo build -ldflags '-X main.version' .\n\t                      ~~~~~~~~~~~~\n" },
      { Makefile: [{ messageId: "definition" }] },
    ),
    repository(
      "a value with blanks",
      { Makefile: "\nbuild:\n\tgo build -ldflags '-X main.version=a b -s' .\n\t                                     ~\n" },
      { Makefile: [{ messageId: "word" }] },
    ),
    repository(
      "flags of the linker for the compiler",
      { Makefile: "\nbuild:\n\tgo build -gcflags='-X main.version=1' .\n\t                   ~~\n" },
      { Makefile: [{ messageId: "compiler", data: { flag: "X" } }] },
    ),
  ],
});
