import type { EmptyReferences, IgnoredAppend } from "../evaluate/index.js";
import type { CommandCall } from "../evaluate/model.js";
import type { GoCommand, GoHost } from "../gobuild/index.js";
import type { ImportClosure } from "../gopackages/index.js";
import type { Linkage } from "../linkage/index.js";
import type { Verdict } from "../text/index.js";
import { effectiveIfSeen } from "./lost-assignments.js";
import type { BuildInvocation } from "./model.js";

/** One program built by one form of one go command. */
export interface Build {
  readonly id: string;
  readonly call: CommandCall;
  readonly command: GoCommand;
  readonly host: GoHost;
  readonly when: readonly string[];
  readonly closure: ImportClosure | null;
  /** loading fails, and would not with cgo on (facts b6, b9) */
  readonly failsWithoutCgo: boolean;
  readonly main: Verdict<string>;
  readonly output: Verdict<string | null>;
  readonly linkage: Linkage;
  /** see {@link BuildInvocation} */
  readonly ignoredAppends: readonly IgnoredAppend[];
  /** what expanded to nothing on the machine that builds it */
  readonly emptyReferences: EmptyReferences;
}

/** The builds of one evaluation, with ids that stay the same when lines move. */
export class BuildLog {
  readonly #builds = new Map<string, Build>();

  /** @param prefix where the commands stand: "api/Dockerfile:build@linux/amd64", "Makefile:release" */
  constructor(private readonly prefix: string) {}

  get builds(): readonly Build[] {
    return [...this.#builds.values()];
  }

  add(build: Omit<Build, "id">): Build {
    const name = build.main.kind === "known" ? build.main.value : "?";
    const base = `${this.prefix}/${name}`;
    let id = base;
    for (let i = 2; this.#builds.has(id); i++) id = `${base}~${i}`;
    const added = { id, ...build };
    this.#builds.set(id, added);
    return added;
  }
}

/** How a build is shown. */
export function invocationOf(build: Build, entry: string): BuildInvocation {
  return {
    id: build.id,
    entries: [entry],
    at: build.call.at,
    chain: build.call.chain,
    command: build.command,
    environment: build.call.environment,
    lost: effectiveIfSeen(build),
    when: build.when,
    certainty: build.call.certainty,
    goVersion: build.host.goVersion,
    goVersionIsLeast: build.host.goVersionIsLeast ?? false,
    module: build.closure?.modulePath ?? null,
    main: build.main,
    output: build.output,
    closure: build.closure,
    failsWithoutCgo: build.failsWithoutCgo,
    linkage: build.linkage,
    emptyReferences: build.emptyReferences,
    ignoredAppends: build.ignoredAppends,
  };
}
