import { testRule } from "@go-indep/rule-sdk/testing";
import rule from "../../src/rules/no-unfiltered-signal-notify.js";
import { repository } from "./repository.js";

const MAKEFILE = "build:\n\tgo build -o app .\n";

function program(...statements: readonly string[]): string {
  return ["package main", "", "import (", '\t"os"', '\t"os/signal"', ")", "", "func main() {", "\tc := make(chan os.Signal, 1)", ...statements.map((line) => `\t${line}`), "}", ""].join("\n");
}

testRule(rule, {
  projects: [
    repository(
      "the example of the page: whatever arrives shuts down",
      { "main.go": program("signal.Notify(c)", "~~~~~~~~~~~~~~~~", "<-c", "server.Shutdown(ctx)"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "unfiltered", data: { channel: "c" }, why: ["any signal ends the wait `<-c` (main.go:11)"] }] },
    ),
    repository(
      "the signal is only printed",
      { "main.go": program("signal.Notify(c)", "~~~~~~~~~~~~~~~~", "sig := <-c", 'log.Println("got", sig)', "os.Exit(1)"), Makefile: MAKEFILE },
      { "main.go": [{ messageId: "unfiltered", data: { channel: "c" } }] },
    ),
    repository(
      "a goroutine that cancels",
      {
        "main.go": program("signal.Notify(c)", "~~~~~~~~~~~~~~~~", "go func() {", "\t<-c", "\tcancel()", "}()", "run(ctx)"),
        Dockerfile: "FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n",
      },
      { "main.go": [{ messageId: "unfiltered", data: { channel: "c" } }] },
    ),
    repository("a list", { "main.go": program("signal.Notify(c, os.Interrupt, syscall.SIGTERM)", "<-c"), Makefile: MAKEFILE }),
    repository("a loop that filters", { "main.go": program("signal.Notify(c)", "for s := range c {", "\tif s == syscall.SIGURG {", "\t\tcontinue", "\t}", "\tbreak", "}"), Makefile: MAKEFILE }),
    repository("a loop that forwards", { "main.go": program("signal.Notify(c)", "for {", "\tchild.Signal(<-c)", "}"), Makefile: MAKEFILE }),
    repository("a signal that is compared", { "main.go": program("signal.Notify(c)", "if s := <-c; s == os.Interrupt {", "\tos.Exit(130)", "}"), Makefile: MAKEFILE }),
    repository("a select", { "main.go": program("signal.Notify(c)", "select {", "case <-c:", "case <-done:", "}"), Makefile: MAKEFILE }),
    repository("somebody else receives", { "main.go": program("signal.Notify(c)", "wait(c)"), Makefile: MAKEFILE }),
    repository("a program for Windows", { "main.go": program("signal.Notify(c)", "<-c"), Makefile: "build:\n\tGOOS=windows go build -o app.exe .\n" }),
    repository("a program that nothing builds", { "main.go": program("signal.Notify(c)", "<-c") }),
  ],
});
