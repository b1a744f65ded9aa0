/** Images that the configuration describes: `images` and `mirrors`. */
import type { Hop, Verdict } from "../text/index.js";
import { known, matchesWildcard } from "../text/index.js";
import type { BaseImage, DescribedImage, ResolveOptions } from "./model.js";

/** Null when no description applies; else a function that is given the way to resolve `like`. */
export function describedImage(reference: string, options: ResolveOptions): ((resolve: (like: string) => Verdict<BaseImage>) => Verdict<BaseImage>) | null {
  for (const [pattern, description] of Object.entries(options.images ?? {})) {
    if (!describesImage(pattern, reference) || (description.until !== undefined && description.until < options.asOf)) continue;
    return (resolve) => {
      const found = resolve(withMirror(description.like, options.mirrors));
      if (found.kind === "unknown") return found;
      const image = described(found.value, pattern, description);
      return known(image, [image.evidence, ...found.evidence]);
    };
  }
  return null;
}

function described(image: BaseImage, pattern: string, { like, adds = [], env = {}, user }: DescribedImage): BaseImage {
  const evidence: Hop = { fact: "", text: `${image.reference} is like ${like} (assumed: "images" of the configuration, "${pattern}")`, at: null };
  return {
    ...image,
    packages: [...image.packages, ...adds],
    tools: new Map([...image.tools, ...adds.filter((name) => image.tools.has(name)).map((name) => [name, true] as const)]),
    env: new Map([...image.env, ...Object.entries(env)]),
    user: user ?? image.user,
    floating: false,
    asOf: null,
    caCertificates: adds.includes("ca-certificates") && image.caCertificates.kind === "known" && image.caCertificates.value === null ? known("/etc/ssl/certs/ca-certificates.crt", [evidence]) : image.caCertificates,
    zoneinfo: adds.includes("tzdata") && image.zoneinfo.kind === "known" ? known(true, [evidence]) : image.zoneinfo,
    evidence,
  };
}

/** Whether a pattern of `images` is about a reference: `*` stands for any text; a pattern without a tag is one for every tag. */
export function describesImage(pattern: string, reference: string): boolean {
  const [name = ""] = reference.split("@");
  const fits = (text: string): boolean => matchesWildcard(text, pattern);
  return fits(reference) || fits(name) || (!hasTag(pattern) && fits(withoutTag(name))) || (!hasTag(name) && fits(`${name}:latest`));
}

function hasTag(text: string): boolean {
  return text.lastIndexOf(":") > text.lastIndexOf("/");
}

function withoutTag(text: string): string {
  return hasTag(text) ? text.slice(0, text.lastIndexOf(":")) : text;
}

/** The longest prefix counts. */
export function withMirror(reference: string, mirrors: ResolveOptions["mirrors"] = {}): string {
  let best = "";
  for (const prefix of Object.keys(mirrors)) if (reference.startsWith(prefix) && prefix.length > best.length) best = prefix;
  return best === "" ? reference : `${mirrors[best] ?? ""}${reference.slice(best.length)}`;
}
