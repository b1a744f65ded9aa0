import { describe, expect, test } from "vitest";
import { lint, lintSync, type LintOptions } from "../src/index.js";
import { command, exiting, folder, forever, growing, LOOP, printing, TRAP } from "./programs.js";

const both = [
  ["blocking", (source: string, options: LintOptions) => Promise.resolve().then(() => lintSync(source, options))],
  ["not blocking", lint],
] as const;
const ANSWER = '[{"code":"DL3006","level":"warning","line":1,"column":1,"file":"-","message":"m"}]';
const PAGE = 65_536;
const module = (code: readonly number[], text = ANSWER): string => `${folder({ "hadolint.wasm": command(code, text) })}/hadolint.wasm`;

describe.each(both)("a WebAssembly engine, %s", (_, run) => {
  test("gives findings, call after call", async () => {
    const engine = module(printing(ANSWER));
    for (let i = 0; i < 3; i++) expect(await run("FROM a\n", { engine })).toMatchObject([{ code: "DL3006", level: "warning", range: [0, 6] }]);
  });

  test("is held to its time, and the next call works", async () => {
    const engine = module(LOOP);
    await expect(run("", { engine, limits: { time: 500 } })).rejects.toMatchObject({ reason: "limit", message: expect.stringContaining("500 ms") as string });
    await expect(run("", { engine, limits: { time: 500 } })).rejects.toMatchObject({ reason: "limit" });
    expect(await run("FROM a", { engine: module(printing(ANSWER)) })).toHaveLength(1);
  });

  test("is held to its memory", async () => {
    const engine = module([...growing(9), ...printing(ANSWER)]);
    expect(await run("", { engine, limits: { memory: 10 * PAGE } })).toHaveLength(1);
    await expect(run("", { engine, limits: { memory: 9 * PAGE } })).rejects.toMatchObject({ reason: "failed", message: expect.stringContaining("exit code 42") as string });
    await expect(run("", { engine, limits: { memory: 10 } })).rejects.toMatchObject({ reason: "limit", message: expect.stringContaining("needs 65536 bytes") as string });
  });

  test("is held to what it may print", async () => {
    const engine = module(forever(printing(ANSWER)));
    await expect(run("", { engine, limits: { output: 10_000 } })).rejects.toMatchObject({ reason: "limit", message: expect.stringContaining("more than 10000 bytes") as string });
  });

  test.each([
    ["traps", TRAP, /trapped: unreachable/],
    ["ends with a code", exiting(3), /exit code 3/],
    ["prints nothing", [], /something else than hadolint's JSON: nothing/],
  ])("that %s is a failure, never an empty list", async (_name, code, message) => {
    await expect(run("", { engine: module(code) })).rejects.toMatchObject({ reason: "failed", message: expect.stringMatching(message) as string });
  });

  test("that is no module is a failure", async () => {
    for (const text of ["", "no module", "\0asm\x01\0\0\0"]) {
      const engine = `${folder({ "hadolint.wasm": text })}/hadolint.wasm`;
      await expect(run("", { engine })).rejects.toMatchObject({ reason: "failed", message: expect.stringMatching(/no WebAssembly module|no memory/) as string });
    }
  });
});

test("calls that do not block are answered each by its own, and do not hold back one that does", async () => {
  const engine = module(printing(ANSWER));
  const waiting = Array.from({ length: 5 }, (_, i) => lint("FROM a\n", { engine, filename: String(i) }));
  expect(lintSync("FROM a\n", { engine, filename: "now" })[0]?.file).toBe("now");
  expect((await Promise.all(waiting)).map(([finding]) => finding?.file)).toEqual(["0", "1", "2", "3", "4"]);
});
