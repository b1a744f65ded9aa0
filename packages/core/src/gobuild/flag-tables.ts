/**
 * The flags that the go command and the linker define, by Go release. Sources: cmd/go/internal/work/build.go (AddBuildFlags, AddCoverFlags),
 * cmd/go/internal/{base,run,test}, cmd/link/internal/ld/main.go, Go 1.18 to 1.27.
 */
import { releaseOf } from "./version.js";

export type FlagKind =
  | "bool"
  /** "auto" or a boolean; may stand without a value */
  | "buildvcs"
  | "string"
  | "int"
  /** a quoted list */
  | "quoted"
  /** "pattern=quoted list" */
  | "per-package"
  | "tags"
  /** boolean or count */
  | "count"
  /** -C, which main removes when it stands first; anywhere else it is an error */
  | "chdir";

export interface FlagDefinition {
  readonly kind: FlagKind;
  /** Go minor that brought it; 0 for "always" (Go 1.18 and before) */
  readonly since: number;
  /** first Go minor without it */
  readonly until: number;
}

export type FlagTable = ReadonlyMap<string, FlagDefinition>;

type Row = readonly [kind: FlagKind, names: string, since?: number, until?: number];

function table(...rows: readonly Row[]): FlagTable {
  const flags = new Map<string, FlagDefinition>();
  for (const [kind, names, since = 0, until = Number.POSITIVE_INFINITY] of rows) {
    for (const name of names.split(" ")) flags.set(name, { kind, since, until });
  }
  return flags;
}

function merge(...tables: readonly FlagTable[]): FlagTable {
  return new Map(tables.flatMap((one) => [...one]));
}

const BUILD = table(
  ["bool", "n x a asan linkshared msan race trimpath work modcacherw"],
  ["chdir", "C", 20],
  ["int", "p"],
  ["per-package", "asmflags gcflags gccgoflags ldflags"],
  ["string", "compiler buildmode mod modfile overlay installsuffix pkgdir debug-actiongraph debug-trace"],
  ["string", "pgo", 20],
  ["string", "debug-runtime-trace", 21],
  ["buildvcs", "buildvcs"],
  ["tags", "tags"],
  ["quoted", "toolexec"],
);
const VERBOSE = table(["bool", "v"]);
const JSON_FLAG = table(["bool", "json", 24]);
const COVER = table(["bool", "cover", 20], ["string", "covermode coverpkg", 20]);
/** `-i` of old releases installed dependencies */
const INSTALL_DEPENDENCIES = table(["bool", "i", 0, 20]);

const TEST = table(
  ["bool", "c i json benchmem failfast short"],
  ["bool", "cover"],
  ["bool", "fullpath", 21],
  ["bool", "artifacts", 26],
  ["string", "o covermode coverpkg coverprofile bench benchtime blockprofile blockprofilerate cpu cpuprofile fuzz fuzztime fuzzminimizetime"],
  ["string", "list memprofile memprofilerate mutexprofile mutexprofilefraction outputdir run timeout trace shuffle vet vettool"],
  ["string", "skip", 20],
  ["int", "count parallel"],
  ["count", "v"],
  ["quoted", "exec"],
);

/** Flags that `go test` hands to the test binary; they may be written with the prefix `test.` too. Source: cmd/go/internal/test/flagdefs.go. */
const TEST_BINARY_FLAGS: ReadonlySet<string> = new Set(
  (
    "artifacts bench benchmem benchtime blockprofile blockprofilerate count coverprofile cpu cpuprofile failfast fullpath fuzz fuzzminimizetime fuzztime " +
    "list memprofile memprofilerate mutexprofile mutexprofilefraction outputdir parallel run short shuffle skip timeout trace v"
  ).split(" "),
);

/** Flags by subcommand. */
export const GO_FLAGS = {
  build: merge(BUILD, VERBOSE, JSON_FLAG, COVER, INSTALL_DEPENDENCIES, table(["string", "o"])),
  install: merge(BUILD, VERBOSE, JSON_FLAG, COVER, INSTALL_DEPENDENCIES),
  run: merge(BUILD, VERBOSE, JSON_FLAG, COVER, table(["quoted", "exec"])),
  test: merge(BUILD, TEST, new Map([...TEST].filter(([name]) => TEST_BINARY_FLAGS.has(name)).map(([name, flag]) => [`test.${name}`, flag] as const))),
} satisfies Record<string, FlagTable>;

/** Flags of any go subcommand: what may stand in GOFLAGS. Source: cmd/go/internal/base/goflags.go, hasFlag; `-w` is one, by `go env -w` (fact e3). */
export const ANY_GO_FLAG: FlagTable = merge(
  GO_FLAGS.test,
  GO_FLAGS.build,
  GO_FLAGS.run,
  table(
    // list, env, get, clean, mod, work, tool, doc, fix, generate, version, vet, bug
    ["bool", "compiled deps e export find m retracted test versions w u d f fix insecure t cache modcache testcache fuzzcache r i fmt print vendor"],
    ["bool", "all cmd short src c changed diff broken http"],
    ["string", "compat dropexclude dropreplace droprequire dropretract dropuse exclude go module replace require retract use reuse vettool run skip"],
    ["string", "dropgodebug droptool godebug tool toolchain dropignore ignore"],
  ),
);

/** cmd/link. Flags of debugging that no one uses are here too: an unknown flag is an error (facts d9, d11). */
export const LINKER_FLAGS: FlagTable = table(
  ["bool", "a c d f g h n s w race msan asan aslr dumpdep linkshared compressdwarf"],
  ["bool", "debugnosplit", 19],
  ["bool", "pruneweakmap", 21],
  ["bool", "bindnow checklinkname", 23],
  ["bool", "e", 25],
  ["count", "v"],
  ["bool", "V"],
  ["quoted", "extld extldflags"],
  ["string", "buildid o pluginpath installsuffix k libgcc tmpdir extar B I E L X H r importcfg linkmode buildmode"],
  ["string", "cpuprofile memprofile benchmark benchmarkprofile"],
  ["string", "capturehostobjs", 20],
  ["string", "fipso", 24],
  ["string", "macos macsdk", 27],
  ["int", "debugtramp debugtextsize strictdups R T memprofilerate"],
  ["int", "randlayout", 23],
  ["int", "funcalign", 25],
  ["int", "D", 26],
);

/** Whether a flag is defined in a Go release; null when the release is not known and it matters. */
export function isDefined(flag: FlagDefinition | undefined, goVersion: string | null): boolean | null {
  if (flag === undefined) return false;
  const release = goVersion === null ? null : releaseOf(goVersion);
  if (release === null) return flag.since === 0 && flag.until === Number.POSITIVE_INFINITY ? true : null;
  return release[1] >= flag.since && release[1] < flag.until;
}
