import { describe, expect, it } from "vitest";
import { fixture, linked, load, mains } from "./support.js";

describe("go.work", () => {
  const files = fixture("workspace");

  it("makes its modules main modules, and its replacements win", () => {
    const result = load(files, ".", { directory: "app" });
    expect(linked(result)).toEqual({ "example.com/app": ["example.com/app", "example.com/lib/sub", "example.com/third"] });
    expect(result.closures[0]?.packages.get("example.com/third")?.directory).toBe("/src/third");
    expect(result.goLine).toBe("1.22");
  });

  it("gives patterns all its modules", () => {
    expect(mains(load(files, "./app ./lib/..."))).toEqual(["example.com/app", "example.com/lib/cmd"]);
    expect(mains(load(files, "work"))).toEqual(["example.com/app", "example.com/lib/cmd", "example.com/tool"]);
    expect(load(files, "example.com/tool").closures[0]).toMatchObject({ moduleRoot: "/src/tool", modulePath: "example.com/tool" });
    expect(load(files, "./...").failure?.text).toContain("directory prefix /src does not contain main module");
    expect(load(files, ".", { directory: "other" }).failure?.text).toBe("directory /src/other outside main module or its selected dependencies");
  });

  it("refuses -mod=mod and directories that are gone", () => {
    expect(load(files, ".", { directory: "app", context: { mod: "mod" } }).failure).toMatchObject({ fact: "s2" });
    const broken = fixture("workspace-broken");
    const { failure } = load(broken, ".", { directory: "app" });
    expect(failure).toMatchObject({ fact: "s2", text: expect.stringContaining("cannot load module ./missing listed in go.work file") as string });
    expect(failure?.at && broken["go.work"]?.slice(failure.at.start, failure.at.end)).toBe("./missing");
  });

  it("must not have an older go line than its modules", () => {
    const { failure } = load(fixture("workspace-old"), ".", { directory: "app" });
    expect(failure?.text).toBe("module ./app listed in go.work file requires go >= 1.22, but go.work lists go 1.21");
  });

  it("is off with GOWORK=off and before go 1.18", () => {
    const off = fixture("workspace-off");
    expect(load(off, ".", { directory: "tool" }).failure).toBeNull();
    expect(load(off, ".", { directory: "tool", goWork: "off" }).failure?.text).toContain("no required module provides package example.com/app/sub");
    expect(load(off, ".", { directory: "tool", context: { goVersion: "1.17.13" } }).failure?.text).toContain("no required module provides package");
  });
});
