/** What configuring declares: the targets and rules from which the build system is written. */
import type { Origin, Traced, Word } from "../../text/index.js";
import type { Guarded } from "../make/index.js";
import type { Directory } from "./state.js";

/** One `COMMAND` of a custom command. */
export interface CommandLine {
  readonly words: readonly Word[];
  readonly at: Origin | null;
}

export interface Commands {
  readonly lines: readonly CommandLine[];
  /** null: the binary directory */
  readonly workingDirectory: Traced | null;
  readonly verbatim: boolean;
  readonly expandLists: boolean;
  readonly directory: Directory;
}

export type Declaration = Guarded &
  (
    | {
        readonly kind: "target";
        readonly name: Traced;
        /** made by `all` */
        readonly inAll: boolean;
        readonly type: "custom" | "executable" | "library";
        readonly commands: Commands | null;
        /** targets and files that are made before it */
        readonly depends: readonly Word[];
        readonly directory: Directory;
      }
    /** `add_custom_command(OUTPUT …)` */
    | { readonly kind: "rule"; readonly outputs: readonly Word[]; readonly commands: Commands; readonly depends: readonly Word[]; readonly append: boolean }
    /** `add_custom_command(TARGET …)` */
    | { readonly kind: "attached"; readonly target: Traced; readonly moment: "PRE_BUILD" | "PRE_LINK" | "POST_BUILD"; readonly commands: Commands }
    | { readonly kind: "dependency"; readonly target: Traced; readonly on: readonly Word[] }
    /** `install(…)`, as commands of the install script */
    | { readonly kind: "install"; readonly files: readonly Word[]; readonly destination: Traced; readonly rename: Traced | null; readonly directory: Directory }
  );
