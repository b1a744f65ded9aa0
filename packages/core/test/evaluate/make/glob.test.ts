import { describe, expect, it } from "vitest";
import { StageFiles, EMPTY_FILES } from "../../../src/evaluate/files/index.js";
import { glob } from "../../../src/evaluate/make/glob.js";

const file = { content: null, artifacts: [], from: "test" } as const;

describe("wildcards where some files may be there", () => {
  const files = new StageFiles(EMPTY_FILES);
  files.write("/src/main.go", file, "must");
  files.write("/src/app", file, "may");

  it("are known when none of those fits", () => expect(glob(files, "/src", "*.go")).toEqual({ names: ["main.go"], unknown: null }));

  it("are not when one does", () => expect(glob(files, "/src", "*")).toEqual({ names: ["main.go"], unknown: { code: "file", text: "other files may be in the directory", at: null } }));
});
