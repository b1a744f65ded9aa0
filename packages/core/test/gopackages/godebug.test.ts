import { describe, expect, it } from "vitest";
import { godebugProblem } from "../../src/gopackages/index.js";

/** What each release said when it built a program with the setting; null when it built it. Observed with the newest patch of each minor version. */
const OBSERVED: readonly (readonly [setting: string, byRelease: Readonly<Record<string, string | null>>])[] = [
  ["netdns=go", { "1.20": null, "1.21": null, "1.24": null, "1.27": null }],
  ["nosuch=1", { "1.20": null, "1.21": 'unknown //go:debug setting "nosuch"', "1.24": 'unknown //go:debug setting "nosuch"', "1.27": 'unknown //go:debug setting "nosuch"' }],
  ["asynctimerchan=1", { "1.22": 'unknown //go:debug setting "asynctimerchan"', "1.23": null, "1.26": null, "1.27": 'removed GODEBUG "asynctimerchan" set to old value "1"' }],
  ["tlskyber=1", { "1.22": 'unknown //go:debug setting "tlskyber"', "1.23": null, "1.24": 'unknown //go:debug setting "tlskyber"', "1.26": 'unknown //go:debug setting "tlskyber"', "1.27": null }],
  ["tlskyber=0", { "1.23": null, "1.27": 'removed GODEBUG "tlskyber" set to old value "0"' }],
  ["x509sha1=1", { "1.23": null, "1.25": 'unknown //go:debug setting "x509sha1"', "1.26": 'use of removed //go:debug setting "x509sha1"', "1.27": 'removed GODEBUG "x509sha1" set to old value "1"' }],
  ["default=go1.21", { "1.21": 'unknown //go:debug setting "default"', "1.22": 'unknown //go:debug setting "default"', "1.23": null, "1.27": null }],
  ["default=1.21", { "1.23": "value for default= must be goVERSION", "1.27": "value for default= must be goVERSION" }],
  ["default=go1.99", { "1.24.13": "default=go1.99 too new (toolchain is go1.24.13)" }],
  ["netdns = go", { "1.20": null, "1.21": "key contains space", "1.27": "key contains space" }],
  ["netdns=go,x=1", { "1.21": "value contains comma", "1.27": "value contains comma" }],
  ["netdns", { "1.21": "missing key=value", "1.27": "missing key=value" }],
  ["", { "1.20": null, "1.21": "missing key=value" }],
];

describe("godebugProblem", () => {
  it.each(OBSERVED)("says of //go:debug %s what each release says", (setting, byRelease) => {
    const said = Object.fromEntries(Object.keys(byRelease).map((version) => [version, godebugProblem(setting, "//go:debug setting", { version })?.text ?? null]));
    expect(said).toEqual(byRelease);
  });

  it("knows nothing of releases without a table", () => {
    expect(godebugProblem("nosuch=1", "godebug", { version: "1.99" })).toBeNull();
    expect(godebugProblem("nosuch=1", "godebug", { version: "devel" })).toBeNull();
  });

  it("takes a minor version for any of its releases", () => {
    expect(godebugProblem("default=go1.24.9", "godebug", { version: "1.24" })).toBeNull();
    expect(godebugProblem("default=go1.24.9", "godebug", { version: "1.24.3" })?.kind).toBe("default");
  });

  it("reports of a least version what all newer ones refuse as well", () => {
    expect(godebugProblem("nosuch=1", "godebug", { version: "1.23", isLeast: true })?.kind).toBe("unknown");
    expect(godebugProblem("containermaxprocs=0", "godebug", { version: "1.24", isLeast: true })).toBeNull();
    expect(godebugProblem("asynctimerchan=1", "//go:debug setting", { version: "1.22", isLeast: true })).toBeNull();
    expect(godebugProblem("x509sha1=1", "//go:debug setting", { version: "1.24", isLeast: true })?.kind).toBe("unknown");
    expect(godebugProblem("nosuch=1", "//go:debug setting", { version: "1.20", isLeast: true })).toBeNull();
  });
});
