/** Images that a public Dockerfile makes from others that are known: what it adds, and what its other layers leave open. */
import type { Hop, Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import { baseImageData } from "./base-images.generated.js";
import { fill, type Match } from "./meanings.js";
import type { BaseImage, ImageGo, Listing } from "./model.js";

/** References, after expansion, of which one is the base; null when the entry is a system of its own. */
export function basesOf({ entry, groups }: Match): readonly string[] | null {
  return entry.like?.map((reference) => fill(reference, groups)) ?? null;
}

/**
 * The base with what the Dockerfile sets. Only that is listed: whatever the base lacks may be there but in `/`, and what starts is not known.
 *
 * @param base what the bases have in common
 */
export function madeFrom(base: BaseImage, { entry, groups }: Match, { reference, confidence }: Pick<BaseImage, "reference" | "confidence">): BaseImage {
  const source = entry.source.map((key) => baseImageData().sources[key] ?? key).join(", ");
  const evidence: Hop = { fact: `img:${base.resolved}`, text: `${reference} is made from ${base.reference} (${confidence}: ${source})`, at: null };
  const doubt = (what: string): Verdict<never> => unknown({ code: "image", text: `${what} of ${reference}`, at: null }, [evidence]);
  const orMore = <T>(verdict: Verdict<T>, what: string): Verdict<T> => (verdict.kind === "known" && (verdict.value === null || verdict.value === false) ? doubt(what) : verdict);
  const has = (name: string): boolean => entry.packages?.includes(name) === true;
  const env = new Map([...base.env, ...Object.entries(entry.env ?? {}).map(([name, value]) => [name, fill(value, groups)] as const)]);
  return {
    ...base,
    reference,
    confidence,
    interpreters: (arch) => base.interpreters(arch),
    shell: entry.shell === undefined ? orMore(base.shell, "shell") : known(entry.shell.path, [evidence]),
    shellKind: entry.shell === undefined ? orMore(base.shellKind, "shell") : known(entry.shell.kind, [evidence]),
    caCertificates: has("ca-certificates") && base.caCertificates.kind === "known" ? known(base.caCertificates.value ?? "/etc/ssl/certs/ca-certificates.crt", [evidence]) : orMore(base.caCertificates, "CA bundle"),
    zoneinfo: has("tzdata") ? known(true, [evidence]) : orMore(base.zoneinfo, "time zone database"),
    legacyZoneNames: orMore(base.legacyZoneNames, "legacy zone names"),
    nsswitch: orMore(base.nsswitch, "nsswitch.conf"),
    users: open(base.users),
    packages: [...base.packages, ...(entry.packages ?? [])],
    libraries: open(base.libraries),
    absentLibraries: [],
    tools: new Map([...[...base.tools].filter(([, there]) => there), ...(entry.tools ?? []).map((name) => [name, true] as const)]),
    cHeaders: orMore(base.cHeaders, "C headers"),
    roots: base.roots === null || entry.roots === undefined ? null : [...base.roots, ...entry.roots],
    env,
    user: entry.user ?? base.user,
    workdir: entry.workdir ?? base.workdir,
    entrypoint: doubt("entrypoint"),
    cmd: doubt("command"),
    go: entry.go === undefined ? base.go : unpacked(fill(entry.go, groups), env, evidence),
    evidence,
  };
}

/** A release of Go that was unpacked from go.dev's archive. */
function unpacked(version: string, env: ReadonlyMap<string, string>, evidence: Hop): ImageGo {
  const [line = version] = /^\d+\.\d+/.exec(version) ?? [];
  return { version: known(version, [evidence]), line: known(line, [evidence]), root: env.get("GOROOT") ?? "/usr/local/go", toolchain: env.get("GOTOOLCHAIN") === "local" ? "local" : "auto" };
}

function open<T>(verdict: Verdict<Listing<T>>): Verdict<Listing<T>> {
  return verdict.kind === "unknown" ? verdict : known({ items: verdict.value.items, complete: false }, verdict.evidence);
}
