import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { elfProgram } from "./elf-program.js";
import { BROKEN, run, type Run } from "./support.js";

const schema = JSON.parse(readFileSync(new URL("../schema/inspect-1.schema.json", import.meta.url), "utf8")) as object;
const validate = new Ajv2020({ allErrors: true }).compile(schema);

const SETTINGS = ["-buildmode=exe", "CGO_ENABLED=1", "GOARCH=amd64", "GOOS=linux"];
const goInfo = (path: string, settings: readonly string[] = SETTINGS) => `path\t${path}\nmod\texample.com/api\t(devel)\t\n${settings.map((setting) => `build\t${setting}\n`).join("")}`;

/** What the builder of {@link BROKEN} makes. */
const AS_PREDICTED = elfProgram({ interpreter: "/lib64/ld-linux-x86-64.so.2", glibc: "2.34", goInfo: goInfo("example.com/api") });
/** The same program, built without cgo. */
const WITHOUT_CGO = elfProgram({ goInfo: goInfo("example.com/api", SETTINGS.map((setting) => setting.replace("CGO_ENABLED=1", "CGO_ENABLED=0"))) });

interface InspectJson {
  readonly needs: { readonly kind: string; readonly interpreter: string | null } | null;
  readonly go: { readonly path: string } | null;
  readonly images: readonly { readonly reference: string; readonly verdict: string; readonly reason: string }[] | null;
  readonly against: {
    readonly build: { readonly file: string; readonly line: number };
    readonly different: boolean;
    readonly otherInputs: boolean;
    readonly comparisons: readonly { readonly field: string; readonly result: string }[];
  } | null;
}

function parsed({ out }: Run): InspectJson {
  const json = JSON.parse(out) as InspectJson;
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  return json;
}

const differences = ({ against }: InspectJson) => against?.comparisons.flatMap(({ field, result }) => (result === "different" ? [field] : []));

describe("one binary", () => {
  test("the text tells what it is, what it needs and where it starts", async () => {
    const { code, out, err } = await run({ app: AS_PREDICTED }, "inspect", "app", "--as-of", "2026-06-01");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("an ELF file of 64 bits, little endian, EXEC, for amd64");
    expect(out).toMatch(/^ {2}interpreter +\/lib64\/ld-linux-x86-64\.so\.2$/m);
    expect(out).toMatch(/^ {2}symbols +libc\.so\.6 with GLIBC_2\.34$/m);
    expect(out).toMatch(/^ {2}program +example\.com\/api$/m);
    expect(out).toMatch(/^ {2}✖ scratch +the loader \/lib64\/ld-linux-x86-64\.so\.2 is not there$/m);
    expect(out).toMatch(/^ {2}✔ debian:bookworm-slim +all that it needs is there$/m);
    expect(out).toMatch(/^ {2}✖ debian:bullseye-slim +its glibc 2\.31 is older than GLIBC_2\.34$/m);
  });

  test("the JSON holds to its schema", async () => {
    const json = parsed(await run({ app: AS_PREDICTED }, "inspect", "app", "--format", "json"));
    expect(json).toMatchObject({ needs: { kind: "dynamic", interpreter: "/lib64/ld-linux-x86-64.so.2" }, go: { path: "example.com/api" }, against: null });
  });

  test("images that are named replace the usual ones", async () => {
    const { images } = parsed(await run({ app: WITHOUT_CGO }, "inspect", "app", "-f", "json", "-i", "scratch", "--image", "registry.corp/base:7"));
    expect(images?.map(({ reference, verdict }) => [reference, verdict])).toEqual([
      ["scratch", "starts"],
      ["registry.corp/base:7", "unknown"],
    ]);
  });

  test("a file of another format is named, and no image is asked about", async () => {
    const { code, out } = await run({ "app.wasm": Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) }, "inspect", "app.wasm");
    expect(code).toBe(0);
    expect(out).toContain("a WebAssembly module");
    expect(out).not.toContain("scratch");
    parsed(await run({ "app.wasm": Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]) }, "inspect", "app.wasm", "-f", "json"));
  });

  test.each([
    [["inspect", "nosuch"], "nosuch: ENOENT"],
    [["inspect", "text"], "text: not a program: neither ELF (Linux), Mach-O (macOS) nor PE (Windows)"],
    [["inspect", "cut"], "cut: the ELF header would lie at offset 0, 64 bytes, in a file of 40 bytes"],
    [["inspect", "."], ".: not a file"],
    [["inspect", "app", "--report"], "--report needs --against"],
    [["inspect", "app", "-o", "x"], "--output is where --report writes"],
    [["inspect", "app", "--against", "nosuch"], "nosuch: no such directory"],
    [["inspect"], "missing required argument 'binary'"],
  ])("%j fails with 2", async (argv, text) => {
    const { code, out, err } = await run({ app: AS_PREDICTED, text: "hello", cut: AS_PREDICTED.subarray(0, 40) }, ...argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(text);
  });
});

describe("beside the prediction of a repository", () => {
  test("fields that differ are named, and the build that was predicted", async () => {
    const result = await run({ ...BROKEN, app: AS_PREDICTED }, "inspect", "app", "--against", ".", "-f", "json", "--as-of", "2025-06-01");
    const json = parsed(result);
    // Without section headers symbols are removed: that is what differs.
    expect(differences(json)).toEqual(["symtab", "dwarf"]);
    expect(result.code).toBe(1);
    expect(json.against?.build).toMatchObject({ file: "Makefile", line: 4 });
    expect(json.against?.otherInputs).toBe(false);
  });

  test("0 when nothing differs", async () => {
    const stripped = { ...BROKEN, Makefile: "build:\n\tgo build -ldflags '-s -w -X main.version=2' -o bin/api .\n" };
    const app = elfProgram({ interpreter: "/lib64/ld-linux-x86-64.so.2", glibc: "2.34", goInfo: goInfo("example.com/api", ['-ldflags="-s -w -X main.version=1"', ...SETTINGS]) });
    const result = await run({ ...stripped, app }, "inspect", "app", "--against", ".", "-f", "json", "--as-of", "2025-06-01");
    const json = parsed(result);
    expect(differences(json)).toEqual([]);
    expect(result.code).toBe(0);
    // The value of a variable changes from build to build.
    expect(json.against?.comparisons.find(({ field }) => field === "ldflags")?.result).toBe("within");
  });

  test("other settings are told apart from a wrong prediction", async () => {
    const { code, out } = await run({ ...BROKEN, app: WITHOUT_CGO, Makefile: "build:\n\tCGO_ENABLED=1 go build -o bin/api .\n" }, "inspect", "app", "-a", ".", "-i", "scratch");
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}✖ cgo +no, predicted yes$/m);
    expect(out).toMatch(/^ {2}✖ interpreter +none, predicted \/lib64\/ld-linux-x86-64\.so\.2$/m);
    expect(out).toContain("The settings differ: the binary was made by another command");
  });

  test("of several builds the one with the settings of the binary counts", async () => {
    const Dockerfile = "FROM golang:1.24-bookworm AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /a .\nRUN CGO_ENABLED=0 go build -ldflags='-s -w' -o /b .\nFROM scratch\nCOPY --from=build /a /b /\nENTRYPOINT [\"/b\"]\n";
    const app = elfProgram({ goInfo: goInfo("example.com/api", ['-ldflags="-s -w"', "-buildmode=exe", "CGO_ENABLED=0", "GOARCH=amd64", "GOOS=linux"]) });
    const json = parsed(await run({ ...BROKEN, Makefile: "", Dockerfile, app }, "inspect", "app", "-a", ".", "-f", "json", "--as-of", "2025-06-01"));
    expect(json.against?.build).toMatchObject({ file: "Dockerfile", line: 5, candidates: 2 });
    expect(differences(json)).toEqual([]);
  });

  test.each([
    ["another program", elfProgram({ goInfo: goInfo("example.com/other") }), "no build of example.com/other was found; the builds that were found make example.com/api"],
    ["no build information", elfProgram({}), "app has no Go build information"],
  ])("%s cannot be compared: 2", async (_, app, text) => {
    const { code, err } = await run({ ...BROKEN, app }, "inspect", "app", "--against", ".");
    expect(code).toBe(2);
    expect(err).toContain(text);
  });
});

describe("the bug report", () => {
  const PRIVATE = {
    "go.mod": "module git.corp.example/secret\n\ngo 1.24\n",
    "main.go": "package main\n\nfunc main() {}\n",
    Dockerfile: 'FROM golang:1.24-bookworm AS build\nWORKDIR /hidden\nCOPY . .\nRUN CGO_ENABLED=0 go build -tags=netgo,hush -ldflags "-s -X main.token=k3y -r /hidden/lib" -o /out .\nFROM scratch\nCOPY --from=build /out /out\nENTRYPOINT ["/out"]\n',
  };
  const app = elfProgram({
    interpreter: "/hidden/loader",
    glibc: "2.34",
    goInfo: goInfo("git.corp.example/secret", ["-buildmode=exe", '-ldflags="-s -X main.token=k3y -r /hidden/lib"', "-tags=netgo,hush", "CGO_ENABLED=1", 'CGO_LDFLAGS="-L/hidden"', "GOARCH=amd64", "GOOS=linux", "vcs.revision=abc123"]),
  });

  test("tells the fields and the settings of Go, and no word of the program", async () => {
    const { code, out } = await run({ ...PRIVATE, app }, "inspect", "app", "--against", ".", "--report");
    expect(code).toBe(1);
    expect(out).toContain("| cgo | different | `no` | `yes` |  |");
    expect(out).toContain("| interpreter | different | `none` | `(path)` |  |");
    expect(out).toContain("`-s -X …`");
    expect(out).toContain("`(tag) netgo`");
    expect(out).toContain("build: Dockerfile; 1 build");
    for (const word of ["secret", "corp", "hidden", "hush", "k3y", "token", "abc123", tmpdir()]) expect(out).not.toContain(word);
  });

  test("--names leaves them, -o writes to a file", async () => {
    const directory = mkdtempSync(join(tmpdir(), "go-indep-lint-report-"));
    try {
      const file = join(directory, "report.md");
      const { code, out } = await run({ ...PRIVATE, app }, "inspect", "app", "--against", ".", "--report", "--names", "-o", file);
      expect([code, out]).toEqual([1, ""]);
      expect(readFileSync(file, "utf8")).toContain("- program: git.corp.example/secret");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
