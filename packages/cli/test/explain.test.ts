import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { BROKEN, run } from "./support.js";

const schema = JSON.parse(readFileSync(new URL("../schema/project-1.schema.json", import.meta.url), "utf8")) as object;
const validate = new Ajv2020({ allErrors: true }).compile(schema);

interface ProjectJson {
  readonly asOf: string;
  readonly invocations: readonly { readonly words: readonly unknown[]; readonly environment: { readonly variables: object }; readonly certainty: string }[];
  readonly shipments: readonly {
    readonly id: string;
    readonly at: { readonly file: string; readonly line: number; readonly column: number };
    readonly artifact: { readonly path: string; readonly linkage: { readonly kind: string; readonly interpreter: string } };
    readonly requirements: readonly { readonly kind: string; readonly verdict: string }[];
  }[];
}

async function explain(files: Readonly<Record<string, string>>): Promise<ProjectJson> {
  const { code, out, err } = await run(files, "explain", "--format", "json", "--as-of", "2025-06-01");
  expect(err).toBe("");
  expect(code).toBe(0);
  const project = JSON.parse(out) as ProjectJson;
  expect(validate(project), JSON.stringify(validate.errors)).toBe(true);
  return project;
}

test("the JSON of a project holds to its schema and tells what ships", async () => {
  const { asOf, shipments } = await explain(BROKEN);
  expect(asOf).toBe("2025-06-01");
  expect(shipments.map(({ artifact, at }) => [artifact.path, artifact.linkage.kind, artifact.linkage.interpreter, at.file, at.line, at.column])).toEqual([
    ["/api", "dynamic", "/lib64/ld-linux-x86-64.so.2", "Dockerfile", 7, 1],
  ]);
  expect(shipments[0]?.requirements.find(({ kind }) => kind === "interpreter")?.verdict).toBe("unmet");
});

test("the JSON holds to its schema where little is known", async () => {
  const { shipments } = await explain({
    ...BROKEN,
    Dockerfile: 'ARG BASE\nFROM ${BASE} AS build\nCOPY . /src\nWORKDIR /src\nRUN ./build.sh && go build -ldflags "$FLAGS" -o /api .\nFROM corp/base:7\nCOPY --from=build /api /api\nENTRYPOINT ["/api"]\n',
  });
  expect(shipments.map(({ artifact }) => artifact.path)).toEqual(["/api"]);
});

test("command lines are told with what is not known of them", async () => {
  const files = {
    ...BROKEN,
    Makefile: 'V = $(shell git describe)\nexport CGO_ENABLED = 0\napi:\n\tgo build -ldflags "-s -X main.version=$(V)" -o bin/api .\n',
    Dockerfile: BROKEN["Dockerfile"]?.replace(/^RUN .*$/m, "RUN make api") ?? "",
  };
  const { invocations } = await explain(files);
  const unknown = { code: "command-output", text: "output of `git describe`", at: expect.objectContaining({ file: "Makefile", line: 1 }) as object };
  expect(invocations[0]).toMatchObject({
    words: ["go", "build", "-ldflags", { unknown, parts: ["-s -X main.version=", null], gap: false }, "-o", "bin/api", "."],
    environment: { variables: { CGO_ENABLED: "0" } },
    certainty: "must",
  });
  expect((await run(files, "explain")).out).toContain("built by go build -ldflags -s -X main.version=<output of `git describe`> -o bin/api .");
});

test("ids stay the same when lines move", async () => {
  const before = await explain(BROKEN);
  const after = await explain({ ...BROKEN, Dockerfile: `# a comment\n\n${BROKEN["Dockerfile"] ?? ""}`, Makefile: `\n\n${BROKEN["Makefile"] ?? ""}` });
  expect(after.shipments.map(({ id }) => id)).toEqual(before.shipments.map(({ id }) => id));
});

test("the tree tells the way from the build to the verdict", async () => {
  const { out } = await run(BROKEN, "explain", "--as-of", "2025-06-01");
  for (const line of ["✖ /api in Dockerfile (stage 1, linux/amd64)  Dockerfile:7:1", "started by ENTRYPOINT  Dockerfile:8:1", "linkage dynamic, interpreter /lib64/ld-linux-x86-64.so.2", "✖ interpreter /lib64/ld-linux-x86-64.so.2: unmet"]) {
    expect(out).toContain(line);
  }
  expect(out).toMatch(/go build -o bin\/api \. {2}Makefile:4:2/);
});

test("without --as-of floating tags mean what they meant on the last day of the data, which is printed", async () => {
  const { out } = await run(BROKEN, "explain");
  const json = JSON.parse((await run(BROKEN, "explain", "--format", "json")).out) as { readonly asOf: string; readonly tool: { readonly dataDate: string } };
  const today = new Date().toISOString().slice(0, 10);
  expect(json.asOf).toBe(json.tool.dataDate < today ? json.tool.dataDate : today);
  expect(out).toContain(`floating tags as of ${json.asOf}`);
});
