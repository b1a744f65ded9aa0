import { describe, expect, test } from "vitest";
import { found, project, type Files } from "../support.js";

const MAKEFILE = "build:\n\tgo build -o app .\n";

function program(statements: string, { imports = '"os"\n\t"os/signal"', more = "" } = {}): string {
  return `package main\n\nimport (\n\t${imports}\n)\n\nfunc main() {\n\t${statements.replaceAll("\n", "\n\t")}\n}\n${more}`;
}

/** Findings as `file: text`. */
function unfiltered(main: string, files: Files = { Makefile: MAKEFILE }): readonly string[] {
  const all = { "main.go": main, ...files };
  const prefix = "go-gomod/no-unfiltered-signal-notify ";
  return found(project(all), all).flatMap((text) => (text.startsWith(prefix) ? [text.slice(prefix.length)] : []));
}

const MAKE = "c := make(chan os.Signal, 1)\nsignal.Notify(c)\n";

describe("any signal ends the wait", () => {
  test.each([
    ["dropped", `${MAKE}<-c`],
    ["dropped by name", `${MAKE}_ = <-c\nos.Exit(0)`],
    ["and put away", `${MAKE}defer signal.Stop(c)\n<-c\nclose(c)`],
    ["only printed", `${MAKE}sig := <-c\nprintln("bye")\nlog.Printf("got %v, %s", sig, sig.String())`],
    ["never looked at", `${MAKE}var s = <-c\nfmt.Println("got", s)`],
    ["in a goroutine", `${MAKE}ctx, cancel := f()\ngo func() {\n\t<-c\n\tcancel()\n}()\nrun(ctx)`],
  ])("%s", (_, statements) => {
    expect(unfiltered(program(statements))).toEqual(["main.go: signal.Notify(c)"]);
  });

  test("in a package under another name of os/signal, that several programs link", () => {
    const files = {
      Makefile: "all:\n\tgo build -o a .\n\tgo build -o b ./cmd/b\n",
      "cmd/b/main.go": 'package main\n\nimport "example.com/app/wait"\n\nfunc main() { wait.Any() }\n',
      "wait/wait.go": 'package wait\n\nimport (\n\t"os"\n\tsig "os/signal"\n)\n\nfunc Any() {\n\tch := make(chan os.Signal, 1)\n\tsig.Notify(ch)\n\t<-ch\n}\n',
    };
    const analyzed = project({ ...files, "main.go": 'package main\n\nimport "example.com/app/wait"\n\nfunc main() { wait.Any() }\n' });
    expect(found(analyzed, files)).toEqual(["go-gomod/no-unfiltered-signal-notify wait/wait.go: sig.Notify(ch)"]);
    expect(analyzed.findings[0]?.data).toEqual({ channel: "ch" });
  });

  test("in an image", () => {
    const dockerfile = 'FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n';
    expect(unfiltered(program(`${MAKE}<-c`), { Dockerfile: dockerfile })).toEqual(["main.go: signal.Notify(c)"]);
  });
});

describe("nothing is said of", () => {
  test.each([
    ["a list", "c := make(chan os.Signal, 1)\nsignal.Notify(c, os.Interrupt)\n<-c"],
    ["a list from elsewhere", "c := make(chan os.Signal, 1)\nsignal.Notify(c, signals...)\n<-c"],
    ["a loop", `${MAKE}for {\n\ts := <-c\n\tif s == os.Interrupt { break }\n}`],
    ["a range", `${MAKE}for s := range c {\n\tprintln(s)\n}`],
    ["a select", `${MAKE}select {\ncase <-c:\ncase <-done:\n}`],
    ["a signal that is compared", `${MAKE}s := <-c\nif s == os.Interrupt { os.Exit(1) }`],
    ["a signal that is passed on", `${MAKE}s := <-c\nprocess.Signal(s)`],
    ["a receive whose value is used at once", `${MAKE}process.Signal(<-c)`],
    ["a channel that somebody else reads too", `${MAKE}go handle(c)\n<-c`],
    ["two receives, of which the first may be SIGURG", `${MAKE}<-c\n<-c`],
    ["a channel from elsewhere", "signal.Notify(c)\n<-c"],
    ["ignored signals", `signal.Ignore(syscall.SIGURG)\n${MAKE}<-c`],
    ["a field", "s.c = make(chan os.Signal, 1)\nsignal.Notify(s.c)\n<-s.c"],
    ["a shadowed name", `${MAKE}{\n\tc := make(chan int)\n\t<-c\n}`],
  ])("%s", (_, statements) => {
    expect(unfiltered(program(statements))).toEqual([]);
  });

  test("another package signal", () => {
    expect(unfiltered(program(`${MAKE}<-c`, { imports: '"os"\n\t"example.com/app/signal"' }), { Makefile: MAKEFILE, "signal/signal.go": "package signal\n\nfunc Notify(c any) {}\n" })).toEqual([]);
  });

  test("programs for Windows, programs that nothing builds, and tests", () => {
    expect(unfiltered(program(`${MAKE}<-c`), { Makefile: "build:\n\tGOOS=windows go build -o app.exe .\n" })).toEqual([]);
    expect(unfiltered(program(`${MAKE}<-c`), {})).toEqual([]);
    expect(unfiltered("package main\n\nfunc main() {}\n", { Makefile: MAKEFILE, "wait_test.go": program(`${MAKE}<-c`) })).toEqual([]);
  });
});
