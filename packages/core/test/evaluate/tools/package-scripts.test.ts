import { describe, expect, it } from "vitest";
import { originOf } from "../../../src/text/index.js";
import { run } from "./support.js";

const scripts = (entries: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}): string => JSON.stringify({ name: "app", version: "1.2.3", ...more, scripts: entries }, null, "\t");

describe("scripts of package.json", () => {
  it("run in the directory of the file, with those before and after", () => {
    const files = { "package.json": scripts({ prebuild: "go generate ./...", build: "CGO_ENABLED=0 go build -o app .", postbuild: "go build ./after", build2: "go build ./2" }), "sub/a.txt": "" };
    expect(run(files, "npm run build").go).toEqual(["go generate ./...", "CGO_ENABLED=0 go build -o app .", "go build ./after"]);
    expect(run(files, "npm run-script --ignore-scripts build2").go).toEqual(["go build ./2"]);
    expect(run({ "web/package.json": files["package.json"] }, "npm --prefix web run build2").go).toEqual(["(cd web) go build ./2"]);
    expect(run({ Makefile: "all:\n\tcd sub && npm run build2\n", ...files }, "make all").go).toEqual(["go build ./2"]);
  });

  it("have places in the file", () => {
    const text = scripts({ build: "go build -ldflags \"-s -w\" ." });
    const [call] = run({ "package.json": text }, "npm run build").calls;
    expect(call?.words.map(({ value }) => originOf(value)).map((at) => text.slice(at?.start, at?.end))).toEqual(["go", "build", "-ldflags", '-s -w', "."]);
    expect(text.slice(call?.at.start, call?.at.end)).toBe('go build -ldflags \\"-s -w\\" .');
  });

  it("are given arguments, quoted", () => {
    const files = { "package.json": scripts({ build: "go build" }) };
    expect(run(files, "npm run build --silent -- -v ./cmd/$x").go).toEqual(["go build -v ./cmd/$x"]);
    expect(run(files, "npm run build ./a").go).toEqual(["go build ./a"]);
    expect(run(files, "yarn build -v ./a").go).toEqual(["go build -v ./a"]);
    expect(run(files, "pnpm run build -v").go).toEqual(["go build -v"]);
  });

  it("may have none before and after, as the package manager goes", () => {
    const files = (more: Readonly<Record<string, string>> = {}) => ({ "package.json": scripts({ preone: "go build ./pre", one: "go build ./one" }, more) });
    expect(run(files(), "pnpm one").go).toEqual(["may: go build ./pre", "go build ./one"]);
    expect(run(files(), "yarn run one").go).toEqual(["may: go build ./pre", "go build ./one"]);
    expect(run(files({ packageManager: "yarn@4.1.0" }), "yarn one").go).toEqual(["go build ./one"]);
    expect(run(files({ packageManager: "yarn@1.22.0" }), "yarn one").go).toEqual(["go build ./pre", "go build ./one"]);
    expect(run({ ...files(), ".yarnrc.yml": "" }, "yarn one").go).toEqual(["go build ./one"]);
    expect(run(files(), "bun run one").go).toEqual(["go build ./pre", "go build ./one"]);
  });

  it("see what the package is", () => {
    const files = { "package.json": scripts({ start: "go build -ldflags=-X=main.v=$npm_package_version -tags=$npm_config_tags ./$npm_lifecycle_event" }) };
    expect(run(files, "npm start").go[0]).toMatch(/^go build -ldflags=-X=main\.v=1\.2\.3 .*npm_config_tags.* \.\/start$/);
  });

  it("call each other, and end when they do so without end", () => {
    const { go, notUnderstood } = run({ "package.json": scripts({ a: "npm run b && go build ./a", b: "go build ./b", again: "npm run other; npm run other", other: "npm run again" }) }, "npm run a");
    expect(go).toEqual(["go build ./b", "go build ./a"]);
    expect(notUnderstood).toEqual([]);
    const endless = run({ "package.json": scripts({ again: "npm run again; npm run again" }) }, "npm run again");
    expect(endless.notUnderstood[0]).toContain("limit: scripts of package.json that call themselves");
  });

  it("of a package in the workspace", () => {
    const files = { "package.json": scripts({}, { workspaces: ["packages/*"] }), "packages/a/package.json": JSON.stringify({ name: "@x/a", scripts: { build: "go build ." } }) };
    expect(run(files, "npm run build -w packages/a").go).toEqual(["(cd packages/a) go build ."]);
    expect(run(files, "npm run build --workspace=@x/a").go).toEqual(["(cd packages/a) go build ."]);
    expect(run(files, "yarn workspace @x/a build").go).toEqual(["(cd packages/a) go build ."]);
    expect(run(files, "npm run build -w gone").notUnderstood).toEqual(["npm: packages of a workspace that `npm` is given"]);
  });

  it("are not what other commands are", () => {
    const files = { "package.json": scripts({ install: "go build ./install", ci: "go build ./ci" }) };
    expect(run(files, "npm ci").go).toEqual([]);
    expect(run(files, "yarn install").notUnderstood).toEqual(["yarn: `yarn` is not understood"]);
    expect(run(files, "npm run gone").notUnderstood).toEqual(["npm: `npm gone` without a script of that name"]);
    expect(run({ "package.json": "{" }, "npm run build").go).toEqual([]);
  });
});
