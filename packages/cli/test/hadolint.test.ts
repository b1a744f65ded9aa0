import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { run } from "./support.js";

type Finding = readonly [code: string, level: string, line: number, message: string];

const DAY = ["--as-of", "2025-06-01"];
const directory = mkdtempSync(join(tmpdir(), "go-indep-hadolint-test-"));
afterAll(() => rmSync(directory, { recursive: true }));
afterEach(() => {
  delete process.env["HADOLINT"];
});

/** A program that finds the same in each file takes hadolint's place. */
function hadolint(findings: readonly Finding[]): string {
  const path = join(directory, "hadolint");
  const items = findings.map(([code, level, line, message]) => ({ code, level, line, column: 1, file: "-", message }));
  writeFileSync(path, `#!${process.execPath}\nrequire("node:fs").readFileSync(0);\nconsole.log(${JSON.stringify(JSON.stringify(items))});\n`);
  chmodSync(path, 0o755);
  process.env["HADOLINT"] = path;
  return path;
}

const FILES = { "go.mod": "module example.com/api\n\ngo 1.24\n", "main.go": "package main\n\nvar version string\n\nfunc main() { println(version) }\n" };
const dockerfile = (...build: readonly string[]): string =>
  ["FROM golang:1.24-bookworm AS build", "WORKDIR /src", "COPY . .", ...build, "FROM gcr.io/distroless/base-debian12", "COPY --from=build /api /api", 'ENTRYPOINT ["/api"]', ""].join("\n");

async function lint(Dockerfile: string, findings: readonly Finding[]): Promise<readonly string[]> {
  hadolint(findings);
  const { out, err } = await run({ ...FILES, Dockerfile }, "--hadolint", "--format", "json", ...DAY);
  expect(err).toBe("");
  const results = JSON.parse(out) as readonly { readonly errorCount: number; readonly warningCount: number; readonly messages: readonly { readonly ruleId: string; readonly line: number; readonly severity: number }[] }[];
  return results.flatMap(({ messages, errorCount, warningCount }) => {
    expect([errorCount, warningCount]).toEqual([2, 1].map((wanted) => messages.filter(({ severity }) => severity === wanted).length));
    return messages.map(({ ruleId, line }) => `${line} ${ruleId}`);
  });
}

describe("--hadolint", () => {
  test("adds its findings to ours, and says which hadolint it was", async () => {
    const path = hadolint([["DL3020", "error", 3, "Use COPY"], ["DL3006", "warning", 5, "Tag it"], ["DL3059", "info", 3, "Join them"]]);
    const files = { ...FILES, Dockerfile: dockerfile("RUN CGO_ENABLED=0; go build -o /api .") };
    const { code, out } = await run(files, "--hadolint", ...DAY);
    expect(out).toMatch(/3:1 +error +Use COPY +hadolint\/DL3020/);
    expect(out).toMatch(/5:1 +warning +Tag it +hadolint\/DL3006/);
    expect(out).toContain("go-ldflags/no-lost-environment");
    expect(out).not.toContain("Join them");
    expect(out.split("\n").at(-2)).toBe(`hadolint: ${path} (native, by HADOLINT)`);
    expect(code).toBe(1);
    const without = await run(files, ...DAY);
    expect(without.out).not.toContain("hadolint");
  });

  test("is a mistake where there is no hadolint: exit code 2, one message", async () => {
    process.env["HADOLINT"] = "/no/hadolint";
    const { code, out, err } = await run({ ...FILES, Dockerfile: dockerfile() }, "--hadolint", ...DAY);
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: "go-indep-lint: HADOLINT names /no/hadolint, which is no program that can be run\n" });
  });

  test("is a mistake where a configuration of the user's is used", async () => {
    hadolint([]);
    const { code, err } = await run({ ...FILES, "eslint.config.js": "// @go-indep/\nexport default [];\n" }, "--hadolint", ...DAY);
    expect(code).toBe(2);
    expect(err).toContain("add hadolint-wasm/eslint-plugin to it, or give --config none");
  });
});

describe("what both report", () => {
  test.each([
    ["SC2154", "version is referenced but not assigned.", "go-ldflags/no-empty-x-value", ["RUN true && \\", '  go build -ldflags "-X main.version=${version}" -o /api .']],
    ["SC2034", "CGO_ENABLED appears unused.", "go-ldflags/no-lost-environment", ["RUN true && \\", "  CGO_ENABLED=0; go build -o /api ."]],
    ["SC2016", "Expressions don't expand.", "go-ldflags/no-literal-substitution", ["ARG VERSION=1", "RUN go build -ldflags '-X main.version=$VERSION' -o /api ."]],
  ])("%s is reported once, by ours", async (code, message, ours, build) => {
    const line = 4 + build.findIndex((text) => text.startsWith("RUN"));
    const found = await lint(dockerfile(...build), [[code, "warning", line, message]]);
    expect(found).toEqual([`5 ${ours}`]);
  });

  test("an argument that the stage does not declare is reported once, by ours", async () => {
    const text = `ARG version=1\n${dockerfile('RUN go build -ldflags "-X main.version=${version}" -o /api .')}`;
    expect(await lint(text, [["SC2154", "warning", 5, "version is referenced but not assigned."]])).toEqual(["5 go-dockerfile/no-undeclared-build-arg"]);
  });

  test("another variable, another instruction, a second finding and another code stay", async () => {
    const text = dockerfile("RUN CGO_ENABLED=0; go build -o /api .");
    const findings: readonly Finding[] = [
      ["SC2034", "warning", 4, "OTHER appears unused."],
      ["SC2034", "warning", 3, "CGO_ENABLED appears unused."],
      ["SC2034", "warning", 4, "CGO_ENABLED appears unused."],
      ["SC2034", "warning", 4, "CGO_ENABLED appears unused."],
      ["SC2046", "warning", 4, "CGO_ENABLED"],
    ];
    expect((await lint(text, findings)).toSorted()).toEqual(["3 hadolint/shellcheck", "4 go-ldflags/no-lost-environment", "4 hadolint/shellcheck", "4 hadolint/shellcheck", "4 hadolint/shellcheck"]);
  });

  test("ours, switched off by a comment, hides nothing of hadolint's", async () => {
    const text = dockerfile("# eslint-disable-next-line go-ldflags/no-lost-environment -- meant", "RUN CGO_ENABLED=0; go build -o /api .");
    expect(await lint(text, [["SC2034", "warning", 5, "CGO_ENABLED appears unused."]])).toEqual(["5 hadolint/shellcheck"]);
  });
});
