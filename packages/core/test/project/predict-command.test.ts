import { expect, test } from "vitest";
import { predictCommand, type CommandPrediction, type CommandRequest } from "../../src/project/index.js";
import { memoryWorkspace } from "../../src/workspace/index.js";

const workspace = memoryWorkspace({
  "go.mod": "module example.com/api\n\ngo 1.24\n",
  "cmd/api/main.go": 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
  "cmd/tool/main.go": "package main\n\nfunc main() {}\n",
  "tools/go.mod": "module example.com/tools\n\ngo 1.24\n",
  "tools/main.go": "package main\n\nfunc main() {}\n",
});

function predict(command: string, request: Partial<CommandRequest> = {}): readonly CommandPrediction[] {
  return predictCommand({ workspace, command: command.split(" "), settings: { asOf: "2025-06-01" }, ...request });
}

const answer = (one: CommandPrediction | undefined) => [one?.main, one?.linkage.kind, one?.linkage.interpreter, one?.linkage.glibc].map((verdict) => (verdict?.kind === "known" ? verdict.value : verdict?.reason.code));

test("the image tells the compiler and the C library (the example of the README)", () => {
  const found = predict("go build -o api ./cmd/api", { environment: { CGO_ENABLED: "1" }, image: "golang:1.24-bookworm" });
  expect(found.map(answer)).toEqual([["example.com/api/cmd/api", "dynamic", "/lib64/ld-linux-x86-64.so.2", "2.34"]]);
  expect(found[0]?.linkage.needed).toMatchObject({ kind: "known", value: { items: ["libc.so.6"], complete: true } });
  expect(answer(predict("go build ./cmd/api", { environment: { CGO_ENABLED: "1" }, image: "golang:1.24-alpine" })[0])).toEqual(["example.com/api/cmd/api", "fails", "not-understood", "not-understood"]);
});

test("without cgo the machine does not matter", () => {
  expect(predict("go build ./cmd/api", { environment: { CGO_ENABLED: "0" } }).map(answer)).toEqual([["example.com/api/cmd/api", "static", null, null]]);
});

test("on a machine that is not known the C compiler is not known", () => {
  expect(answer(predict("go build ./cmd/api")[0])).toEqual(["example.com/api/cmd/api", "caller", "caller", "caller"]);
});

test("every program of a pattern, and the directory counts", () => {
  const mains = (found: readonly CommandPrediction[]) => found.map(({ main }) => (main.kind === "known" ? main.value : null));
  expect(mains(predict("go build -o bin/ ./..."))).toEqual(["example.com/api/cmd/api", "example.com/api/cmd/tool"]);
  expect(mains(predict("go build .", { directory: "tools" }))).toEqual(["example.com/tools"]);
});

test("the platform of the machine is the default of GOARCH", () => {
  const [found] = predict("go build ./cmd/tool", { platform: "linux/arm64" });
  expect(found?.linkage.goarch).toMatchObject({ kind: "known", value: "arm64" });
});

test("what builds no program gives nothing", () => {
  expect(predict("go vet ./...")).toEqual([]);
  expect(predict("echo go build")).toEqual([]);
});

test("a command that go refuses has a failure", () => {
  expect(predict("go build -buildmode=nosuch ./cmd/tool")[0]?.linkage.failure?.stage).toBe("flags");
});

test("a wrong request is an error of the caller", () => {
  expect(() => predict("go build", { platform: "linux" })).toThrow(RangeError);
  expect(() => predictCommand({ workspace, command: [] })).toThrow(RangeError);
});
