import { describe, expect, it } from "vitest";
import { fixture, linked, load, mains } from "./support.js";

describe("vendor directory", () => {
  const files = fixture("vendor");

  it("has the packages of other modules", () => {
    const result = load(files, ".");
    expect(linked(result)).toEqual({
      "example.com/app": ["example.com/app", "example.com/dep", "example.com/dep/sub", "example.com/indirect", "example.com/replaced"],
    });
    const packages = result.closures[0]?.packages;
    expect(packages?.get("example.com/dep/sub")).toMatchObject({ module: "example.com/dep", source: "vendor", directory: "/src/vendor/example.com/dep/sub" });
    expect(packages?.get("example.com/replaced")?.cgoDirectives[0]?.at?.file).toBe("vendor/example.com/replaced/r.go");
    expect(packages?.has("net")).toBe(true);
  });

  it("is left alone by ./..., and named by its own paths", () => {
    expect(load(files, "./...").libraries).toEqual([]);
    expect(load(files, "./vendor/example.com/dep/sub").libraries).toEqual(["example.com/dep/sub"]);
    expect(mains(load(files, "example.com/dep/..."))).toEqual(["example.com/dep/cmd/notlisted"]);
    expect(load(files, "./vendor/...").failure?.text).toBe("directory /src/vendor/example.com/dep/cmd/notlisted is not a package listed in vendor/modules.txt");
  });

  it("is not used with -mod=mod", () => {
    const result = load(files, ".", { context: { mod: "mod" } });
    expect(linked(result)).toEqual({ "example.com/app": ["example.com/app"] });
    expect(result.closures[0]?.missing.map(({ importPath, module }) => `${importPath} ${module?.path}@${module?.version}`)).toEqual([
      "example.com/dep example.com/dep@v1.4.0",
      "example.com/dep/sub example.com/dep@v1.4.0",
      "example.com/replaced example.com/replaced@v1.0.0",
    ]);
  });

  it("is used before go 1.14 only when it is asked for", () => {
    const old = fixture("vendor-old");
    expect(load(old, ".").closures[0]?.missing).toHaveLength(1);
    expect(linked(load(old, ".", { context: { mod: "vendor" } }))).toEqual({ "example.com/app": ["example.com/app", "example.com/dep"] });
  });

  it("must agree with go.mod", () => {
    const bad = fixture("vendor-bad");
    const { failure } = load(bad, ".");
    expect(failure?.text).toBe(
      "inconsistent vendoring in /src:\n\texample.com/dep@v1.5.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt",
    );
    expect(failure?.fact).toBe("s3");
    expect(failure?.at && bad["go.mod"]?.slice(failure.at.start, failure.at.end)).toBe("require example.com/dep v1.5.0");
  });

  it("must be complete, and list what it has (go 1.23)", () => {
    const partial = fixture("vendor-partial");
    expect(load(partial, ".").failure?.text).toBe(
      "package example.com/app\n\timports example.com/dep: cannot find module providing package example.com/dep: import lookup disabled by -mod=vendor",
    );
    expect(load(partial, "./unlisted").failure?.fact).toBe("s3");
    expect(load(partial, "./works").failure).toBeNull();
  });

  it("replaces must be marked in it", () => {
    const { "vendor/modules.txt": modules = "", ...rest } = files;
    const unmarked = { ...rest, "vendor/modules.txt": modules.replace(/^# example.com\/replaced => .*\n/m, "") };
    expect(load(unmarked, ".").failure?.text).toContain("example.com/replaced: is replaced in go.mod, but not marked as replaced in vendor/modules.txt");
    const other = { ...rest, "vendor/modules.txt": modules.replace(/(# example.com\/replaced => example.com\/fork) v1.1.0/, "$1 v1.0.0") };
    expect(load(other, ".").failure?.text).toContain(
      "example.com/replaced: is replaced by example.com/fork@v1.1.0 in go.mod, but marked as replaced by example.com/fork@v1.0.0 in vendor/modules.txt",
    );
  });
});
