/** What is common to several images, when it is not known which of them a digest pins. */
import type { Reason, Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import { weaker } from "./base-image.js";
import type { BaseImage, ImageGo, Listing } from "./model.js";

/** Facts on which all agree stay; the others are unknown. */
export function mergeImages(images: readonly [BaseImage, ...BaseImage[]], why: string): BaseImage {
  const [first, ...rest] = images;
  if (rest.length === 0) return first;
  const resolved = [...new Set(images.map((image) => image.resolved))].join("|");
  const reason: Reason = { code: "alternatives", text: why, at: null };
  const hop = { ...first.evidence, fact: `img:${resolved}`, text: `${first.reference} is one of ${resolved.split("|").join(", ")}: ${why}` };
  const agreed = <T>(read: (image: BaseImage) => Verdict<T>): Verdict<T> => common(images.map(read), reason);
  const same = <T>(read: (image: BaseImage) => T): T | null => {
    const value = read(first);
    return rest.every((image) => JSON.stringify(read(image)) === JSON.stringify(value)) ? value : null;
  };
  return {
    ...first,
    resolved,
    confidence: rest.reduce((confidence, image) => weaker(confidence, image.confidence), first.confidence),
    release: same((image) => image.release),
    libc: { kind: same((image) => image.libc.kind), version: same((image) => image.libc.version) },
    interpreters: (arch) => agreed((image) => image.interpreters(arch)),
    shell: agreed((image) => image.shell),
    shellKind: agreed((image) => image.shellKind),
    caCertificates: agreed((image) => image.caCertificates),
    zoneinfo: agreed((image) => image.zoneinfo),
    legacyZoneNames: agreed((image) => image.legacyZoneNames),
    nsswitch: agreed((image) => image.nsswitch),
    users: listings(images.map((image) => image.users), reason),
    packageManager: same((image) => image.packageManager),
    packages: first.packages.filter((name) => rest.every((image) => image.packages.includes(name))),
    libraries: listings(images.map((image) => image.libraries), reason),
    absentLibraries: first.absentLibraries.filter((name) => rest.every((image) => image.absentLibraries.includes(name))),
    tools: new Map([...first.tools].filter(([name, there]) => rest.every((image) => image.tools.get(name) === there))),
    cHeaders: agreed((image) => image.cHeaders),
    roots: images.some(({ roots }) => roots === null) ? null : [...new Set(images.flatMap(({ roots }) => roots ?? []))],
    env: new Map([...first.env].filter(([name, value]) => rest.every((image) => image.env.get(name) === value))),
    user: same((image) => image.user),
    workdir: same((image) => image.workdir),
    entrypoint: agreed((image) => image.entrypoint),
    cmd: agreed((image) => image.cmd),
    go: mergeGo(images, reason),
    evidence: hop,
  };
}

/** Whether several candidates disagree about the kind of libc: then {@link BaseImage.libc} cannot tell "none" from "one of two". */
export function libcDisagrees(images: readonly BaseImage[]): boolean {
  return new Set(images.map((image) => image.libc.kind)).size > 1;
}

function mergeGo(images: readonly BaseImage[], reason: Reason): ImageGo | null {
  const toolchains = images.map((image) => image.go);
  const [first] = toolchains;
  if (first === undefined || first === null || toolchains.includes(null)) return null;
  const all = toolchains as readonly ImageGo[];
  return {
    version: common(all.map((go) => go.version), reason),
    line: common(all.map((go) => go.line), reason),
    root: first.root,
    toolchain: all.every((go) => go.toolchain === first.toolchain) ? first.toolchain : "auto",
  };
}

function common<T>(verdicts: readonly Verdict<T>[], reason: Reason): Verdict<T> {
  const [first] = verdicts as [Verdict<T>];
  const odd = verdicts.find((verdict) => verdict.kind === "unknown");
  if (odd !== undefined) return odd;
  const text = JSON.stringify((first as { readonly value: T }).value);
  return verdicts.every((verdict) => verdict.kind === "known" && JSON.stringify(verdict.value) === text) ? first : unknown(reason, first.evidence);
}

/** What all lists hold is there; the rest may be. */
function listings<T>(verdicts: readonly Verdict<Listing<T>>[], reason: Reason): Verdict<Listing<T>> {
  const lists = verdicts.flatMap((verdict) => (verdict.kind === "known" ? [verdict.value] : []));
  const [first, ...rest] = lists;
  if (first === undefined || lists.length < verdicts.length) return unknown(reason);
  const holds = (list: Listing<T>, item: T): boolean => list.items.some((other) => JSON.stringify(other) === JSON.stringify(item));
  const items = first.items.filter((item) => rest.every((list) => holds(list, item)));
  const complete = lists.every((list) => list.complete && list.items.length === items.length);
  return known({ items, complete });
}
