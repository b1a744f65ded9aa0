import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { moduleCacheDirectory } from "../../src/project/module-cache.js";

const directory = mkdtempSync(join(tmpdir(), "go-indep-cache-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});
for (const path of ["home/go/pkg/mod", "gopath/pkg/mod", "cache"]) mkdirSync(join(directory, path), { recursive: true });
writeFileSync(join(directory, "file"), "");

const at = (path: string) => join(directory, path);

describe("moduleCacheDirectory", () => {
  it("is GOMODCACHE, else below GOPATH, else below the home directory", () => {
    expect(moduleCacheDirectory({ GOMODCACHE: at("cache"), GOPATH: at("gopath") }, at("home"))).toBe(at("cache"));
    expect(moduleCacheDirectory({ GOMODCACHE: "", GOPATH: `${at("gopath")}${delimiter}/other` }, at("home"))).toBe(at("gopath/pkg/mod"));
    expect(moduleCacheDirectory({}, at("home"))).toBe(at("home/go/pkg/mod"));
  });

  it("is null when it is not there, whatever else is", () => {
    expect(moduleCacheDirectory({ GOMODCACHE: at("nowhere") }, at("home"))).toBeNull();
    expect(moduleCacheDirectory({ GOMODCACHE: at("file") }, at("home"))).toBeNull();
  });
});
