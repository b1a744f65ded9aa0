import { describe, expect, test } from "vitest";
import { BROKEN, run } from "./support.js";

const DAY = ["--as-of", "2025-06-01"];

describe("go-indep-lint", () => {
  test("reports what cannot work, at the line to change, and exits with 1", async () => {
    const { code, out, err } = await run(BROKEN, ...DAY);
    expect(err).toBe("");
    expect(out).toMatch(/Dockerfile\n {2}7:1 {2}error {2}\/api is linked dynamically and needs \/lib64\/ld-linux-x86-64\.so\.2, which gcr\.io\/distroless\/static-debian12 does not have/);
    expect(out).toContain("go-dockerfile/no-missing-interpreter");
    expect(out).toContain("1 shipped binary");
    expect(code).toBe(1);
  });

  test("is silent and exits with 0 when nothing is wrong", async () => {
    const { code, out } = await run({ ...BROKEN, Makefile: `export ${BROKEN["Makefile"] ?? ""}` }, ...DAY);
    expect(out).not.toContain("error");
    expect(code).toBe(0);
  });

  test("prints ESLint's JSON", async () => {
    const { code, out } = await run(BROKEN, "--format", "json", ...DAY);
    const results = JSON.parse(out) as readonly { readonly filePath: string; readonly messages: readonly { readonly ruleId: string; readonly line: number }[] }[];
    expect(results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line }) => [filePath.split("/").at(-1), ruleId, line]))).toEqual([
      ["Dockerfile", "go-dockerfile/no-missing-interpreter", 7],
      ["Makefile", "go-ldflags/no-unexported-variable", 1],
    ]);
    expect(code).toBe(1);
  });

  test("lints only the paths that are given", async () => {
    const { code, out } = await run(BROKEN, "Makefile", ...DAY);
    expect(out).toContain("no-unexported-variable");
    expect(out).not.toContain("no-missing-interpreter");
    expect(code).toBe(1);
  });

  test("honours comments that switch a rule off", async () => {
    const Dockerfile = (BROKEN["Dockerfile"] ?? "").replace("COPY --from", "# eslint-disable-next-line go-dockerfile/no-missing-interpreter -- the loader is mounted\nCOPY --from");
    const Makefile = `# eslint-disable-next-line go-ldflags/no-unexported-variable -- exported by the image\n${BROKEN["Makefile"] ?? ""}`;
    expect((await run({ ...BROKEN, Dockerfile }, ...DAY)).out).not.toContain("no-missing-interpreter");
    expect((await run({ ...BROKEN, Dockerfile, Makefile }, ...DAY)).code).toBe(0);
  });
});

describe("a finding in a file of another language", () => {
  const RELEASE = {
    "go.mod": "module example.com/api\n\ngo 1.24\n",
    "main.go": "package main\n\nvar version string\n\nfunc main() { println(version) }\n",
    ".goreleaser.yml": "builds:\n  - targets: [linux_amd64]\n    ldflags:\n      - -X main.versoin={{ .Version }}\n",
  };

  test("is reported where it is written", async () => {
    const { code, out, err } = await run(RELEASE, ...DAY);
    expect(err).toBe("");
    expect(out).toMatch(/\.goreleaser\.yml\n {2}4:12 {2}error {2}.*main\.versoin/);
    expect(out).not.toContain("go.mod\n");
    expect(code).toBe(1);
  });

  test("can be switched off there", async () => {
    const config = RELEASE[".goreleaser.yml"].replace("      - -X", "      # eslint-disable-next-line go-ldflags/no-unresolved-x-target -- set later\n      - -X");
    expect((await run({ ...RELEASE, ".goreleaser.yml": config }, ...DAY)).code).toBe(0);
  });

  test("is reported only when its file is asked for", async () => {
    expect((await run(RELEASE, ".goreleaser.yml", ...DAY)).code).toBe(1);
    expect((await run(RELEASE, "go.mod", ...DAY)).out).not.toContain("main.versoin");
  });
});

describe("mistakes on the command line", () => {
  test.each([
    [["no-such-dir"], "no-such-dir: no such file or directory"],
    [["--as-of", "2025-02-30"], "Give a date as YYYY-MM-DD."],
    [["--format", "xml"], "Allowed choices are stylish, json."],
    [["--config", "no.js"], "no.js: no such configuration"],
    [["explain", "no-such-dir"], "no-such-dir: no such directory"],
  ])("%j exits with 2 and says what is wrong", async (argv, text) => {
    const { code, out, err } = await run({ "go.mod": "module x\n" }, ...argv);
    expect(err).toContain(text);
    expect(out).toBe("");
    expect(code).toBe(2);
  });
});

test("a comment that gives a rule options which it does not have is an error", async () => {
  const Dockerfile = `# eslint go-dockerfile/no-missing-interpreter: ["error", "always"]\n${BROKEN["Dockerfile"] ?? ""}`;
  const { code, out } = await run({ ...BROKEN, Dockerfile }, ...DAY);
  expect(out).toContain("go-dockerfile/no-missing-interpreter takes no options");
  expect(out).toContain("/api is linked dynamically");
  expect(code).toBe(1);
});
