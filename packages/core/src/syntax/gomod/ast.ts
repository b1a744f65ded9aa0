/** go.mod, go.work and vendor/modules.txt. Offsets are UTF-16 units. Source: golang.org/x/mod/modfile, cmd/go/internal/modload/vendor.go. */
import type { Range } from "../../text/index.js";

export interface ModuleVersion {
  readonly path: string;
  /** canonical (`v1.2` is v1.2.0); as written when it is no version; "" in replacements by a directory and in wildcard replacements */
  readonly version: string;
}

export interface RequireLine extends ModuleVersion {
  readonly indirect: boolean;
  /** from the first word of the line (`require` itself outside a block) to its last word; so are the other ranges of lines */
  readonly range: Range;
  readonly versionRange: Range;
}

export interface ExcludeLine extends ModuleVersion {
  readonly range: Range;
}

export interface ReplaceLine {
  readonly old: ModuleVersion;
  /** `path` starts with ./, ../ or / for a directory (then `version` is "") */
  readonly new: ModuleVersion;
  readonly range: Range;
  /** from the new path to the end of the line */
  readonly newRange: Range;
}

/** `low` and `high` are equal for a single version. */
export interface RetractLine {
  readonly low: string;
  readonly high: string;
  readonly range: Range;
}

/** A statement with one argument, whose place `range` is. */
export interface VersionLine {
  readonly version: string;
  readonly range: Range;
}

export interface PathLine {
  readonly path: string;
  readonly range: Range;
}

export interface GodebugLine {
  readonly key: string;
  readonly value: string;
  /** of `key=value` */
  readonly range: Range;
}

/** A `//` comment; `value` is what follows the slashes. */
export interface ModComment {
  readonly range: Range;
  readonly value: string;
}

/** What makes go refuse the file. The lines that are not concerned are read all the same. */
export interface ModProblem {
  readonly range: Range;
  readonly message: string;
}

export interface GoMod {
  readonly module: PathLine | null;
  readonly go: VersionLine | null;
  readonly toolchain: VersionLine | null;
  readonly godebug: readonly GodebugLine[];
  readonly require: readonly RequireLine[];
  readonly exclude: readonly ExcludeLine[];
  readonly replace: readonly ReplaceLine[];
  readonly retract: readonly RetractLine[];
  readonly tool: readonly PathLine[];
  readonly ignore: readonly PathLine[];
  readonly comments: readonly ModComment[];
  readonly problems: readonly ModProblem[];
}

export interface GoWork {
  readonly go: VersionLine | null;
  readonly toolchain: VersionLine | null;
  readonly godebug: readonly GodebugLine[];
  readonly use: readonly PathLine[];
  readonly replace: readonly ReplaceLine[];
  readonly comments: readonly ModComment[];
  readonly problems: readonly ModProblem[];
}

/** One `# module version` block of vendor/modules.txt. A replaced module may have a second block, without packages, at the end of the file. */
export interface VendoredModule extends ModuleVersion {
  readonly replacement: ModuleVersion | null;
  readonly explicit: boolean;
  readonly goVersion: string | null;
  readonly packages: readonly string[];
}
