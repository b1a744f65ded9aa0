import { describe, expect, it } from "vitest";
import {
  canonicalModuleVersion, compareGoVersion, compareModuleVersion, escapeModulePath, escapeModuleVersion, goLanguageVersion, goMinorVersion, isGoVersion, isModuleVersion,
  majorModuleVersion, pathMajor, toolchainVersion,
} from "../../../src/syntax/gomod/index.js";

function isAscending(versions: readonly string[], compare: (a: string, b: string) => number): void {
  versions.forEach((a, i) => versions.forEach((b, j) => expect([a, b, Math.sign(compare(a, b))]).toEqual([a, b, Math.sign(i - j)])));
}

describe("module versions", () => {
  it("are ordered as golang.org/x/mod/semver orders them", () => {
    isAscending(
      [
        "master", "v0.0.0-20200101000000-abcdefabcdef", "v0.1.0", "v1.2.3-1", "v1.2.3-2", "v1.2.3-11", "v1.2.3-alpha", "v1.2.3-alpha.1", "v1.2.3-alpha.beta", "v1.2.3-rc.2", "v1.2.3-rc.11",
        "v1.2.3", "v1.2.4-0.20200101000000-abcdefabcdef", "v1.2.4", "v1.10.0", "v2.0.0+incompatible", "v10.0.0",
      ],
      compareModuleVersion,
    );
    expect(compareModuleVersion("v1.2", "v1.2.0")).toBe(0);
    expect(compareModuleVersion("v1.2.3+a", "v1.2.3+b")).toBe(0);
    expect(compareModuleVersion("1.2.3", "latest")).toBe(0);
  });

  it("are recognised and made canonical", () => {
    expect(["v1", "v1.2.3-0", "v1.2.3-01a", "v1.2.3+meta.01"].every(isModuleVersion)).toBe(true);
    expect(["1.2.3", "v1.2.3-01", "v01.2.3", "v1.2-a", "v1.2.3-", "v1.2.3-a..b"].some(isModuleVersion)).toBe(false);
    expect(canonicalModuleVersion("v1.2.3+meta")).toBe("v1.2.3");
    expect(canonicalModuleVersion("v2+incompatible")).toBeNull();
    expect(majorModuleVersion("v12.0.1-rc.1")).toBe("v12");
  });
});

describe("Go versions", () => {
  it("are ordered as go orders them", () => {
    isAscending(["x", "1", "1.2", "1.9", "1.10", "1.20", "1.20.1", "1.21", "1.21alpha1", "1.21beta1", "1.21rc1", "1.21rc2", "1.21rc10", "1.21.0", "1.21.3", "1.26", "2"], compareGoVersion);
    expect(compareGoVersion("1.20", "1.20.0")).toBe(0);
    expect(compareGoVersion("1.20rc1", "1.20")).toBeLessThan(0);
    expect(compareGoVersion("1.21.3rc1", "banana")).toBe(0);
  });

  it("are taken apart", () => {
    expect(["1.21", "1.21rc1", "1.21.3", "1"].every(isGoVersion)).toBe(true);
    expect(["1.021", "1.21.3rc1", "go1.21", "1.21-x", ""].some(isGoVersion)).toBe(false);
    expect(goLanguageVersion("1.21rc1")).toBe("1.21");
    expect(goMinorVersion("1.26.3")).toBe(26);
    expect(goMinorVersion("2.0")).toBeNull();
    expect(toolchainVersion("go1.21.3-bigcorp")).toBe("1.21.3");
    expect(toolchainVersion("default")).toBeNull();
    expect(toolchainVersion("go1.21.3/x")).toBeNull();
  });
});

describe("module paths", () => {
  it("are escaped for the module cache", () => {
    expect(escapeModulePath("github.com/Azure/azure-sdk-for-go")).toBe("github.com/!azure/azure-sdk-for-go");
    expect(escapeModuleVersion("v1.0.0-RC1")).toBe("v1.0.0-!r!c1");
    for (const path of ["", "/etc", "a/../b", "..", "a//b", "a!b", "é.com", "a\\b", ".hidden/x"]) expect(escapeModulePath(path)).toBeNull();
    expect(escapeModuleVersion("../v1")).toBeNull();
  });

  it("have a major version", () => {
    expect(["a.b/c", "a.b/c/v2", "gopkg.in/yaml.v3", "gopkg.in/x.v2-unstable", "a.b/c/v1", "gopkg.in/x"].map(pathMajor)).toEqual(["", "/v2", ".v3", ".v2-unstable", null, null]);
  });
});
