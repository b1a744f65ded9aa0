/** Symbol versions of glibc that a binary requires. Facts l3–l5. */
import type { CCompiler, GoHost } from "../gobuild/index.js";
import type { Reason, Verdict } from "../text/index.js";
import { compareDotted, known, unknown } from "../text/index.js";
import { newestGlibcName } from "./glibc-names.js";
import { archiveOf } from "./needed.js";
import type { Outcome, Scene } from "./outcome.js";
import type { World } from "./world.js";

/** Oldest symbol version of glibc on an architecture; newer ports start later. Source: glibc's sysdeps shlib-versions. */
const FIRST_VERSION: Readonly<Record<string, string>> = {
  "386": "2.0",
  amd64: "2.2.5",
  arm: "2.4",
  arm64: "2.17",
  loong64: "2.36",
  ppc64le: "2.17",
  riscv64: "2.27",
  s390x: "2.2",
};

/** What runtime/cgo needs besides: pthread_cond_wait@GLIBC_2.3.2 where the architecture is older. */
const CONDITION_VARIABLES = "2.3.2";

export interface SymbolVersions {
  /** highest version required; unknown where C code of packages may need a newer one */
  readonly exact: Verdict<string | null>;
  /** a version that is required in any case */
  readonly floor: Verdict<string | null>;
}

const NONE: SymbolVersions = { exact: known(null), floor: known(null) };

export function symbolVersions(world: World, outcome: Outcome, { code, goarch, ownWords }: Pick<Scene, "code" | "goarch" | "ownWords">, host: GoHost): SymbolVersions {
  if (outcome.kind === "static" || outcome.kind === "static-pie") return NONE;
  if (!outcome.c && outcome.linkMode === "internal") return NONE;
  if (world.minor < 20 && !world.user && outcome.linkMode === "internal") {
    return both({ code: "not-understood", text: "which glibc the standard library was compiled for that came with Go before 1.20", at: null });
  }
  const compiler = outcome.driver.found;
  if (compiler.kind === "unknown") return both(compiler.reason);
  if (compiler.value === null) return both({ code: "not-understood", text: `no compiler ${outcome.driver.command.join(" ")}`, at: null });
  const { libc, libcVersion } = compiler.value;
  if (libc.kind === "unknown") return both(libc.reason);
  if (libc.value !== "glibc") return NONE;
  if (libcVersion.kind === "unknown") return both(libcVersion.reason);
  const required = requiredByGo(libcVersion.value, goarch);
  if (required === null) return both({ code: "not-understood", text: `symbol versions of glibc on ${goarch}`, at: null });
  const floor = known(required, [{ fact: "l3", text: `runtime/cgo built on glibc ${libcVersion.value} requires GLIBC_${required}`, at: null }]);
  const own = ownCode(world, { code, ownWords }, compiler.value, required, host);
  return { floor, exact: own === null ? floor : { ...own, evidence: [...floor.evidence, ...own.evidence] } };
}

/** runtime/cgo: pthread_create@2.34, pthread_sigmask@2.32 (fact l3). Null when it was not measured there. */
function requiredByGo(version: string, goarch: string): string | null {
  const first = FIRST_VERSION[goarch];
  if (first === undefined) return null;
  const added = ["2.34", "2.32"].find((step) => compareDotted(version, step) >= 0);
  const base = compareDotted(first, CONDITION_VARIABLES) >= 0 ? first : CONDITION_VARIABLES;
  return added === undefined || compareDotted(base, added) > 0 ? base : added;
}

/**
 * C and C++ code of packages may need any version up to that of the machine that builds (facts d12, l4), but only by names that it has: without a
 * name of a newer version it needs what runtime/cgo needs. Null when there is no such code.
 */
function ownCode(world: World, { code, ownWords }: Pick<Scene, "code" | "ownWords">, compiler: CCompiler, required: string, host: GoHost): Verdict<string | null> | null {
  if (!world.own && world.external.libraries.length === 0 && world.cgoLdflags.libraries.length === 0) return null;
  const version = compiler.libcVersion.kind === "known" ? compiler.libcVersion.value : "";
  if (version === required) return null;
  const open = (text: string): Verdict<string | null> => unknown({ code: "not-understood", text: `which symbols of glibc ${version} the C code uses: GLIBC_${required} at least${text}`, at: null });
  const archive = archiveOf(world, code, ownWords, compiler, host);
  if (archive !== null) return open(` (${archive})`);
  const found = world.own ? code.newestGlibcName(version) : known(newestGlibcName([], version));
  if (found.kind === "unknown") return open(` (${found.reason.text})`);
  const newest = found.value;
  if (newest === undefined) return open("");
  if (newest !== null && compareDotted(newest.version, required) > 0) return open(`, GLIBC_${newest.version} at most (${newest.name})`);
  return known(required, [{ fact: "l4", text: `the C code has no name that glibc ${version} gives a version newer than GLIBC_${required}; headers of other libraries are taken to bring none`, at: null }]);
}

function both(reason: Reason): SymbolVersions {
  return { exact: unknown(reason), floor: unknown(reason) };
}
