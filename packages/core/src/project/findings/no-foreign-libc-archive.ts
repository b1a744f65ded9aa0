import type { ImportClosure } from "../../gopackages/index.js";
import type { Origin } from "../../text/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import { mainOf } from "./cgo.js";
import { groupBy, hop, type Detector } from "./detector.js";
import { entriesOf } from "./uses.js";

const RULE = "go-ldflags/no-foreign-libc-archive";

/** Object code that was made for one C library and is linked with another: names that the other lacks, and structures of another layout. */
export const noForeignLibcArchive: Detector = {
  rule: RULE,
  detect({ invocations }) {
    const uses = invocations.filter(({ when, linkage }) => when.length === 0 && linkage.failure === null).flatMap((invocation) => archivesIn(invocation.closure).map((archive) => ({ archive, invocation, libc: libcOf(invocation) })));
    const foreign = uses.filter(({ archive, libc }) => libc !== null && libc !== archive.libc);
    return groupBy(foreign, ({ archive, invocation }) => JSON.stringify([archive.at ?? invocation.at, archive.name])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first?.libc == null) return [];
      const { archive, invocation, libc } = first;
      const evidence = [hop(`${mainOf(invocation)} links ${archive.from}`, archive.at), ...invocation.linkage.libc.evidence];
      return [{ rule: RULE, messageId: "foreign", data: { archive: archive.name, package: archive.from, made: archive.libc, libc }, at: invocation.at, evidence, entries: entriesOf(group) }];
    });
  },
};

function libcOf({ linkage: { libc, cgo } }: BuildInvocation): "glibc" | "musl" | null {
  const value = cgo.kind === "known" && cgo.value && libc.kind === "known" ? libc.value : null;
  return value === "bionic" ? null : value;
}

interface Archive {
  /** file name */
  readonly name: string;
  readonly libc: "glibc" | "musl";
  readonly from: string;
  readonly at: Origin | null;
}

/** Prebuilt libraries of `#cgo LDFLAGS` whose names tell for which C library they were made: librdkafka_musl_amd64.a, -lwasmvm_muslc, libzstd_linux_amd64_glibc.a. */
function archivesIn(closure: ImportClosure | null): readonly Archive[] {
  return [...(closure?.packages.values() ?? [])].flatMap(({ importPath, cgoDirectives }) =>
    cgoDirectives.flatMap(({ directive, at }) =>
      directive.variable !== "LDFLAGS" ? [] : directive.args.flatMap((word): readonly Archive[] => {
        const name = /^-l:?(.+)$/.exec(word)?.[1] ?? /([^/]+\.(?:a|so|o))$/.exec(word)?.[1];
        const made = name === undefined ? null : libcInName(name);
        return name === undefined || made === null ? [] : [{ name, libc: made, from: importPath, at }];
      }),
    ),
  );
}

function libcInName(name: string): Archive["libc"] | null {
  const tokens = name.toLowerCase().split(/[^a-z0-9]+/);
  if (tokens.some((token) => token === "musl" || token === "muslc")) return "musl";
  return tokens.some((token) => token === "glibc" || token === "gnu") ? "glibc" : null;
}
