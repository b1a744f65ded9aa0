import { describe, expect, test } from "vitest";
import { HadolintError, lint, lintSync, type LintOptions } from "../src/index.js";
import { answering, folder, program, programAt } from "./programs.js";

const both = [
  ["blocking", (source: string, options: LintOptions) => Promise.resolve().then(() => lintSync(source, options))],
  ["not blocking", lint],
] as const;

describe.each(both)("a native engine, %s", (_, run) => {
  test("is given the Dockerfile on standard input, and the findings are in hadolint's order", async () => {
    const engine = program(`console.log(JSON.stringify([
      { code: "DL3008", level: "warning", line: 2, column: 1, file: "-", message: input.split("\\n")[1] },
      { code: "DL3006", level: "info", line: 1, column: 1, file: "-", message: "b" },
    ]));`);
    expect(await run("FROM a\n  RUN bä \n", { engine, filename: "x/Dockerfile" })).toEqual([
      { code: "DL3008", level: "warning", message: "  RUN bä ", file: "x/Dockerfile", line: 2, column: 1, range: [9, 15] },
      { code: "DL3006", level: "info", message: "b", file: "x/Dockerfile", line: 1, column: 1, range: [0, 6] },
    ]);
  });

  test("is given the configuration as flags", async () => {
    const engine = program(answering("process.argv.slice(4).join(' ')"));
    const config = folder({ "c.yaml": "ignored: [DL3006]\noverride:\n  error: [DL3008]\ntrustedRegistries: ['*.io']\nlabel-schema: {a.b: url}\nstrict-labels: true\n" });
    const flags = "--no-fail --no-color --format json --ignore=DL3006 --error=DL3008 --trusted-registry=*.io --require-label=a.b:url --strict-labels -";
    expect((await run("", { engine, config: `${config}/c.yaml` }))[0]?.message).toBe(flags);
    const same = { ignored: ["DL3006"], override: { error: ["DL3008"] }, trustedRegistries: ["*.io"], "label-schema": { "a.b": "url" }, "strict-labels": true } as const;
    expect((await run("", { engine, config: same }))[0]?.message).toBe(flags);
  });

  test("does not see our environment, which could configure it", async () => {
    process.env["HADOLINT_IGNORE"] = "DL3006";
    const engine = program(answering("String(process.env.HADOLINT_IGNORE)"));
    expect((await run("", { engine }))[0]?.message).toBe("undefined");
    delete process.env["HADOLINT_IGNORE"];
  });

  test.each([
    ["ends with a code", 'console.error("no"); process.exit(3)', "failed", /ended with exit code 3: no/],
    ["prints something else", 'console.log("hello")', "failed", /something else than hadolint's JSON: hello/],
    ["prints findings without a code", "console.log('[{\"line\":1}]')", "failed", /something else than hadolint's JSON/],
    ["prints nothing", "", "failed", /something else than hadolint's JSON: nothing/],
    ["does not end", "for (;;);", "limit", /did not end within 1500 ms/],
    ["prints without end", 'for (;;) require("node:fs").writeSync(1, "x".repeat(65536))', "limit", /printed more than 100000 bytes/],
  ])("that %s is a failure, never an empty list", async (_name, body, reason, message) => {
    const failure = await run("FROM a\n", { engine: program(body), limits: { time: 1500, output: 100_000 } }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HadolintError);
    expect(failure).toMatchObject({ reason, message: expect.stringMatching(message) as string });
  });

  test("that ends without reading its input is judged by what it prints", async () => {
    const path = programAt(`${folder()}/hadolint`, "");
    const { writeFileSync } = await import("node:fs");
    writeFileSync(path, "#!/bin/sh\necho '[]'\n");
    expect(await run("x".repeat(1_000_000), { engine: path })).toEqual([]);
  });

  test("is not started for a Dockerfile beyond the limit", async () => {
    await expect(run("xxxxx", { engine: program(""), limits: { input: 4 } })).rejects.toMatchObject({ reason: "limit" });
  });
});

describe("ranges", () => {
  const place = (source: string, line: number, column: number): string | undefined => {
    const engine = program(`console.log(JSON.stringify([{ code: "X1", level: "info", line: ${line}, column: ${column}, file: "-", message: "" }]));`);
    const range = lintSync(source, { engine })[0]?.range;
    return range && source.slice(...range);
  };

  test("are the line from its first character that is no blank, or from the column of a syntax error", () => {
    expect(place("FROM a\n\tRUN b \\\n  c\n", 2, 1)).toBe("RUN b \\");
    expect(place("FROM a\r\nRUN b\r\n", 2, 1)).toBe("RUN b");
    expect(place("FROM a\nRUNX b\n", 2, 4)).toBe("X b");
  });

  test("stay in the text", () => {
    expect(place("FROM a\n", 9, 1)).toBe("");
    expect(place("FROM a", 1, 90)).toBe("");
  });
});
