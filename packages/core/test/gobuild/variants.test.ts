import { describe, expect, it } from "vitest";
import { Environment } from "../../src/evaluate/environment.js";
import { goCommandVariants } from "../../src/gobuild/index.js";
import { concat, EMPTY, literal, oneOf, print, unknownText } from "../../src/text/index.js";
import { call } from "./support.js";

const arch = oneOf([
  { value: literal("amd64"), when: "TARGETARCH is amd64" },
  { value: literal("arm64"), when: "TARGETARCH is arm64" },
]);
const lines = (list: ReturnType<typeof goCommandVariants>): unknown =>
  list?.map(({ call: one, when }) => [one.words.map((word) => print(word.value)).join(" "), when]);

describe("goCommandVariants", () => {
  it("a call without alternatives is itself", () => {
    const plain = call(["build", "-o", "x"]);
    expect(goCommandVariants(plain)).toEqual([{ call: plain, when: [] }]);
  });

  it("the same conditions are chosen alike in words and variables", () => {
    const all = goCommandVariants(call(["build", "-o", concat(literal("bin/"), arch)], { GOARCH: arch, UNRELATED: arch }));
    expect(all?.map(({ call: one, when }) => [print(one.words[3]?.value ?? EMPTY), print(one.environment.get("GOARCH")?.value ?? EMPTY), when])).toEqual([
      ["bin/amd64", "amd64", ["TARGETARCH is amd64"]],
      ["bin/arm64", "arm64", ["TARGETARCH is arm64"]],
    ]);
  });

  it("a variable that only looks like one of go's makes no difference", () => {
    expect(goCommandVariants(call(["build"], { GORELEASER: arch, GOEXE: arch }))).toHaveLength(1);
    expect(goCommandVariants(call(["build"], { GOARM64: arch }))).toHaveLength(2);
  });

  it("a gap of known alternatives becomes words", () => {
    const flags = oneOf([
      { value: literal("-race -v"), when: "RACE is set" },
      { value: EMPTY, when: "RACE is empty" },
    ]);
    expect(lines(goCommandVariants(call(["build", { kind: "gap", value: flags }, "."])))).toEqual([
      ["go build -race -v .", ["RACE is set"]],
      ["go build .", ["RACE is empty"]],
    ]);
  });

  it("a gap that tells its ways becomes their words, whatever blanks are in them", () => {
    const ways = [
      { words: [literal("-ldflags"), literal("-s -w"), concat(literal("-o=bin/"), arch)].map((value) => ({ kind: "word", value }) as const), when: "DEBUG is empty" },
      { words: [], when: "DEBUG is set" },
    ];
    const all = goCommandVariants(call(["build", { kind: "gap", value: unknownText({ code: "alternatives", text: "words", at: null }), ways }, arch]));
    expect(all?.map(({ call: one, when }) => [one.words.map((word) => print(word.value)).join("|"), when])).toEqual([
      ["go|build|-ldflags|-s -w|-o=bin/amd64|amd64", ["DEBUG is empty", "TARGETARCH is amd64"]],
      ["go|build|-ldflags|-s -w|-o=bin/arm64|arm64", ["DEBUG is empty", "TARGETARCH is arm64"]],
      ["go|build|amd64", ["DEBUG is set", "TARGETARCH is amd64"]],
      ["go|build|arm64", ["DEBUG is set", "TARGETARCH is arm64"]],
    ]);
  });

  it("a variable that may be set is set or not", () => {
    const base = call(["build"]);
    const environment = Environment.EMPTY.set("CGO_ENABLED", literal("0"), true, "maybe");
    expect(goCommandVariants({ ...base, environment })?.map(({ call: one, when }) => [print(one.environment.get("CGO_ENABLED")?.value ?? EMPTY), when])).toEqual([
      ["0", ["CGO_ENABLED is set"]],
      ["", ["CGO_ENABLED is not set"]],
    ]);
  });

  it("is bounded", () => {
    const choice = (name: string) => oneOf([...Array(5).keys()].map((i) => ({ value: literal(`${name}${i}`), when: `${name} is ${i}` })));
    expect(goCommandVariants(call(["build", "-o", concat(choice("a"), choice("b"))]))).toBeNull();
  });
});
