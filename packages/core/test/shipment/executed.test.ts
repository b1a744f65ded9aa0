import { describe, expect, it } from "vitest";
import { HELLO, project } from "../project/support.js";

/** What stands above the program in an image of Debian: the text of each shell's command, or why it is not known. */
function above(end: string, files: Readonly<Record<string, string>> = {}, base = "debian:bookworm-slim"): readonly string[] | string {
  const Dockerfile = `FROM golang:1.24 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM ${base}\nCOPY --from=build /app /usr/bin/app\nCOPY *.sh /\n${end}\n`;
  const all: Readonly<Record<string, string>> = { "main.go": HELLO, Dockerfile, ...files };
  const [shipment] = project(all).shipments;
  const processes = shipment?.executedBy?.above;
  if (processes === undefined) return "not executed";
  return processes.kind === "unknown" ? processes.reason.text : processes.value.map(({ at }) => (all[at.file] ?? "").slice(at.start, at.end));
}

describe("processes above a program", () => {
  it.each([
    ["the exec form", 'CMD ["/usr/bin/app"]', {}],
    ["exec", "CMD exec app", {}],
    ["exec in a script that the shell form runs with exec", "CMD exec /run.sh", { "run.sh": "#!/bin/bash\nexec app\n" }],
    ["exec by way of programs that become others", 'ENTRYPOINT ["/run.sh"]\nCMD ["app"]', { "run.sh": '#!/bin/sh\nif [ "$1" = app ]; then set -- env A=1 nice "$@"; fi\nexec "$@"\n' }],
    ["at least one start without a shell", 'CMD ["/run.sh"]', { "run.sh": "#!/bin/sh\napp migrate\nexec app serve\n" }],
  ])("none: %s", (_, end, files) => expect(above(end, files)).toEqual([]));

  it.each([
    ["dash", "CMD app --x", {}, ["app --x"]],
    ["two shells", "CMD /run.sh", { "run.sh": "#!/bin/sh\napp\n" }, ["/run.sh", "app"]],
    ["a function", 'CMD ["/run.sh"]', { "run.sh": "#!/bin/sh\nstart() {\n  app\n}\nstart\n" }, ["app"]],
    ["bash before something else", 'CMD ["bash", "-c", "app; true"]', {}, ["app"]],
    ["bash before a comment and something else", `CMD ["bash", "-c", "app ${"#".repeat(60)}\\ntrue"]`, {}, ["app"]],
  ])("shells: %s", (_, end, files, expected) => expect(above(end, files)).toEqual(expected));

  it("a shell that may become the script leaves the script's", () => expect(above("CMD /run.sh", { "run.sh": "#!/bin/sh\napp\n" }, "alpine:3.22")).toEqual(["app"]));

  it.each([
    ["whether the shell becomes the program", 'CMD ["bash", "-c", "app >/log"]', {}],
    ["what the process above does with signals", 'CMD ["/run.sh"]', { "run.sh": "#!/bin/sh\ntrap stop TERM\napp\n" }],
    ["what the process above does with signals", 'CMD ["/run.sh"]', { "run.sh": "#!/bin/sh\napp &\nwait\n" }],
    ["what the process above does with signals", 'CMD ["/run.sh"]', { "run.sh": "#!/bin/sh\ntimeout 60 app\n" }],
    ["what the process above does with signals", 'CMD ["/run.sh"]', { "run.sh": "#!/bin/sh\nV=$(app version)\n" }],
    ["what the container does after it has started the program", 'CMD ["/run.sh"]', { "run.sh": "#!/bin/sh\napp init\nexec nginx\n" }],
  ])("not known: %s (%s)", (reason, end, files) => expect(above(end, files)).toBe(reason));
});
