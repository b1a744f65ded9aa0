/** go.mod, go.work and vendor/modules.txt. Offsets are UTF-16 units. Source: golang.org/x/mod/modfile, cmd/go/internal/modload/vendor.go. */
import type { Range } from "../../text/index.js";

export interface ModuleVersion {
  readonly path: string;
  /** "" in replacements by a directory and in wildcard replacements */
  readonly version: string;
}

export interface RequireLine extends ModuleVersion {
  readonly indirect: boolean;
  readonly range: Range;
}

export interface ReplaceLine {
  readonly old: ModuleVersion;
  /** `path` starts with ./, ../ or / for a directory (then `version` is "") */
  readonly new: ModuleVersion;
  readonly range: Range;
  readonly newRange: Range;
}

export interface ModProblem {
  readonly range: Range;
  readonly message: string;
}

export interface GoMod {
  readonly module: { readonly path: string; readonly range: Range } | null;
  readonly go: { readonly version: string; readonly range: Range } | null;
  readonly toolchain: { readonly version: string; readonly range: Range } | null;
  readonly godebug: readonly { readonly key: string; readonly value: string; readonly range: Range }[];
  readonly require: readonly RequireLine[];
  readonly exclude: readonly (ModuleVersion & { readonly range: Range })[];
  readonly replace: readonly ReplaceLine[];
  readonly tool: readonly { readonly path: string; readonly range: Range }[];
  readonly comments: readonly { readonly range: Range; readonly value: string }[];
  readonly problems: readonly ModProblem[];
}

export interface GoWork {
  readonly go: GoMod["go"];
  readonly toolchain: GoMod["toolchain"];
  readonly godebug: GoMod["godebug"];
  readonly use: readonly { readonly path: string; readonly range: Range }[];
  readonly replace: readonly ReplaceLine[];
  readonly comments: GoMod["comments"];
  readonly problems: readonly ModProblem[];
}

/** One `# module version` block of vendor/modules.txt. */
export interface VendoredModule extends ModuleVersion {
  readonly replacement: ModuleVersion | null;
  readonly explicit: boolean;
  readonly goVersion: string | null;
  readonly packages: readonly string[];
}
