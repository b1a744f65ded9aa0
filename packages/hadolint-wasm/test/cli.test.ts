import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../src/cli/main.js";
import { cachedModule } from "../src/index.js";
import { command, folder, programAt } from "./programs.js";

const MODULE = command([]);
const digest = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

async function run(...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ["", ""];
  const code = await main(argv, { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}

const saved = { ...process.env };
beforeEach(() => {
  process.env["XDG_CACHE_HOME"] = folder();
});
afterEach(() => {
  process.env = { ...saved };
});

describe("hadolint-wasm fetch", () => {
  test("puts a file whose digest is the given one into the cache", async () => {
    const file = join(folder({ "a.wasm": MODULE }), "a.wasm");
    const target = cachedModule(process.env);
    expect(await run("fetch", file, "--sha256", digest(MODULE).toUpperCase())).toEqual({ code: 0, out: `${target}\n`, err: "" });
    expect(readFileSync(target)).toEqual(Buffer.from(MODULE));
    expect(readdirSync(join(target, ".."))).toEqual(["hadolint.wasm"]);
  });

  test("leaves the cache as it was when the digest is another or the file is no module", async () => {
    const directory = folder({ "a.wasm": MODULE, "b.wasm": "<html>" });
    const other = await run("fetch", join(directory, "a.wasm"), "--sha256", digest("x"));
    expect(other).toMatchObject({ code: 1, out: "" });
    expect(other.err).toContain(`has the SHA-256 ${digest(MODULE)}, not ${digest("x")}`);
    expect((await run("fetch", join(directory, "b.wasm"), "--sha256", digest("<html>"))).err).toContain("is no WebAssembly module");
    expect(existsSync(cachedModule(process.env))).toBe(false);
  });

  test("takes an address", async () => {
    const server = createServer((request, response) => response.writeHead(request.url === "/a.wasm" ? 200 : 404).end(MODULE));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    expect(await run("fetch", `http://127.0.0.1:${port}/a.wasm`, "--sha256", digest(MODULE))).toMatchObject({ code: 0 });
    expect(await run("fetch", `http://127.0.0.1:${port}/b.wasm`, "--sha256", digest(MODULE))).toMatchObject({ code: 1, err: expect.stringContaining("404") as string });
    server.close();
  });

  test.each([[["fetch", "a.wasm"]], [["fetch", "--sha256", "x"]], [["fetch", "a", "b", "--sha256", "x"]], [[]], [["lint"]], [["engine", "--fast"]]])("%j is a mistake: exit code 2 and help", async (argv) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("hadolint-wasm fetch FILE|URL --sha256 DIGEST");
  });
});

test("hadolint-wasm engine prints the choice, or how to get one", async () => {
  process.env["HADOLINT"] = programAt(join(folder(), "hadolint"), "");
  expect(await run("engine")).toEqual({ code: 0, out: `native ${process.env["HADOLINT"]} (by HADOLINT)\n`, err: "" });
  process.env["HADOLINT"] = "/no/hadolint";
  expect(await run("engine")).toMatchObject({ code: 1, out: "", err: expect.stringContaining("which is no program") as string });
});
