import { describe, expect, it } from "vitest";
import { moduleFact } from "../../src/gopackages/module-facts.js";

describe("module facts", () => {
  it("a stub without cgo, with what the program prints", () => {
    expect(moduleFact("github.com/mattn/go-sqlite3", "v1.14.53")).toMatchObject({
      measuredVersion: "v1.14.53",
      exact: true,
      kind: "bundled-c",
      withoutCgo: "stub",
      neededWithCgo: ["libc.so.6"],
      neededWithoutCgo: null,
      ldflags: ["-licuuc -licui18n", "-lm", "-lsqlite3"],
      runtimeError: "Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub",
      confidence: "verified",
    });
  });

  it("another version has the same facts, marked so", () => {
    expect(moduleFact("github.com/mattn/go-sqlite3", "v1.14.0")).toMatchObject({ exact: false, kind: "bundled-c" });
    expect(moduleFact("github.com/mattn/go-sqlite3", null)).toMatchObject({ exact: false });
  });

  it("dynamic although cgo is off", () => {
    expect(moduleFact("github.com/ebitengine/purego", null)).toMatchObject({ kind: "purego", withoutCgo: "dynamic", neededWithoutCgo: ["libdl.so.2", "libpthread.so.0", "libc.so.6"] });
    expect(moduleFact("github.com/gen2brain/go-fitz", null)).toMatchObject({ withoutCgo: "dynamic", neededWithoutCgo: ["libdl.so.2", "libc.so.6", "libpthread.so.0"] });
  });

  it("tags, pkg-config names and the package that needs cgo", () => {
    const kafka = moduleFact("github.com/confluentinc/confluent-kafka-go/v2", null);
    expect([kafka?.package, kafka?.pkgConfig, kafka?.tags.get("musl"), kafka?.archives]).toEqual(["github.com/confluentinc/confluent-kafka-go/v2/kafka", ["rdkafka"], "bundled musl archive", 7]);
  });

  it("every major version of a module whose entry says so", () => {
    expect(moduleFact("github.com/bytecodealliance/wasmtime-go/v25", null)).toMatchObject({ kind: "bundled-static", module: "github.com/bytecodealliance/wasmtime-go/v25", confidence: "known" });
    expect(moduleFact("github.com/bytecodealliance/wasmtime-go", null)).toMatchObject({ kind: "bundled-static" });
    expect(moduleFact("github.com/confluentinc/confluent-kafka-go/v3", null)).toBe(null);
  });

  it("nothing about other modules", () => {
    expect(moduleFact("example.com/m", "v1.0.0")).toBe(null);
  });

  it("evidence names the fact and how it is known", () => {
    expect(moduleFact("github.com/lib/pq", null)?.evidence).toEqual({ fact: "mod:github.com/lib/pq", text: "github.com/lib/pq is free of cgo on linux (source scan v1.12.3, 2026-11-23)", at: null });
  });
});
