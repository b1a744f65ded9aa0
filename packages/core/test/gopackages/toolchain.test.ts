import { describe, expect, it } from "vitest";
import { goVersionInForce } from "../../src/gopackages/index.js";

describe("Go version in force", () => {
  it.each([
    // installed, go line, toolchain line, GOTOOLCHAIN, in force
    ["1.26.8", "1.99", null, "local", "1.26.8"],
    ["1.26.8", "1.26", "go1.99.0", "local", "1.26.8"],
    ["1.26.8", "1.99", null, "auto", "1.99.0"],
    ["1.26.8", "1.99.1", null, "auto", "1.99.1"],
    ["1.26.8", "1.27rc1", null, "auto", "1.27rc1"],
    ["1.26.8", "1.22", null, "auto", "1.26.8"],
    ["1.26.8", null, null, "auto", "1.26.8"],
    ["1.22.1", "1.22", "go1.22.5", "auto", "1.22.5"],
    ["1.22.1", "1.23", "go1.22.5", "auto", "1.23.0"],
    ["1.22.1", "1.22", "go1.22.5-custom", "path", "1.22.5"],
    ["1.22.1", "1.23", "default", "auto", "1.22.1"],
    ["1.22.1", "1.23.4", null, "local+auto", "1.23.4"],
    ["1.22.1", "1.21", null, "go1.24.2", "1.24.2"],
    ["1.22.1", "1.25.0", null, "go1.24.2", "1.24.2"],
    ["1.22.1", "1.25.0", null, "go1.24.2+auto", "1.25.0"],
    ["1.22.1", "1.23.0", null, "go1.24.2+path", "1.24.2"],
    ["1.20.14", "1.22", "go1.22.5", "auto", "1.20.14"],
  ])("%s with go %s, toolchain %s, GOTOOLCHAIN=%s is %s", (installed, goLine, toolchain, setting, version) => {
    expect(goVersionInForce(installed, goLine, toolchain, setting)).toEqual({ kind: "version", version, switched: version !== installed });
  });

  it.each([
    ["bash", 'invalid GOTOOLCHAIN "bash"'],
    ["go1.22+later", 'invalid GOTOOLCHAIN "go1.22+later": only version suffixes are +auto and +path'],
  ])("GOTOOLCHAIN=%s is refused", (setting, text) => {
    expect(goVersionInForce("1.26.8", null, null, setting)).toEqual({ kind: "invalid", text });
  });
});
