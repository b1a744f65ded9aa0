/** From a reference as written to the name and tag under which the facts know the image. */
import { baseImageData } from "./base-images.generated.js";

export interface ImageReference {
  /** canonical name: "golang", "gcr.io/distroless/static" */
  readonly name: string;
  /** "latest" when none is written */
  readonly tag: string;
  /** "sha256:…"; null without one */
  readonly digest: string | null;
  /** platform fixed by an architecture prefix (`arm64v8/alpine`); null without one */
  readonly platform: string | null;
  /** the registry is not known, and the path ends as that of a known image does: probably a copy of it */
  readonly copy: boolean;
}

/** Official images have names without a slash; see `normalisation` of base-images.json for each step. */
export function parseReference(reference: string): ImageReference {
  const { schemes, architecturePrefixes, aliases } = baseImageData().normalisation;
  let text = reference.trim();
  const scheme = schemes.find((prefix) => text.startsWith(prefix));
  if (scheme !== undefined) text = text.slice(scheme.length);

  const [nameAndTag = "", digest = null] = text.split("@");
  const { name: written, tag: writtenTag } = splitTag(nameAndTag);
  let name = stripRegistry(written);
  let tag = writtenTag;
  let platform: string | null = null;

  const slash = name.indexOf("/");
  const architecture = slash === -1 ? undefined : architecturePrefixes[name.slice(0, slash)];
  if (architecture !== undefined && !name.includes("/", slash + 1)) {
    name = name.slice(slash + 1);
    platform = architecture;
  }
  for (const alias of aliases) {
    const pattern = compiled(alias.from);
    if (!pattern.test(name)) continue;
    const match = pattern.exec(name) as RegExpExecArray;
    if (alias.tag !== undefined) tag = alias.tag.replace(/\$(\d)/g, (_, i: string) => match[Number(i)] ?? "");
    name = name.replace(pattern, alias.to);
  }
  const original = copyOf(name);
  return { name: original ?? name, tag: tag === "" ? "latest" : tag, digest, platform, copy: original !== null };
}

/** `name:tag`; a colon before a slash belongs to a port. */
function splitTag(text: string): { readonly name: string; readonly tag: string } {
  const colon = text.lastIndexOf(":");
  if (colon === -1 || text.includes("/", colon)) return { name: text, tag: "" };
  return { name: text.slice(0, colon), tag: text.slice(colon + 1) };
}

function stripRegistry(name: string): string {
  const { dockerHub, libraryMirrors } = baseImageData().normalisation;
  const registry = dockerHub.find((host) => name.startsWith(`${host}/`));
  if (registry !== undefined) return stripLibrary(name.slice(registry.length + 1));
  const mirror = libraryMirrors.find((prefix) => name.startsWith(prefix));
  // mirror.gcr.io shows official images with and without "library/", and others under their own names
  if (mirror !== undefined) return stripLibrary(name.slice(mirror.length));
  return stripLibrary(name);
}

function stripLibrary(name: string): string {
  return name.startsWith("library/") ? name.slice("library/".length) : name;
}

/** A registry that is not known may hold a copy: `nexus.corp/proxy/library/alpine`, `harbor.corp/dockerhub/golang`, `corp.io/x/distroless/static`. */
function copyOf(name: string): string | null {
  const parts = name.split("/");
  if (!isRegistry(parts[0] ?? "")) return null;
  const last = parts.at(-1) ?? "";
  if (parts.at(-2) === "distroless" && parts[0] !== "gcr.io" && parts[0] !== "mcr.microsoft.com" && /^(static|base|base-nossl|cc)(-debian\d+)?$/.test(last)) return `gcr.io/distroless/${last}`;
  return parts.length >= 2 && officialNames().has(last) && !KNOWN_REGISTRIES.has(parts[0] ?? "") ? last : null;
}

/** Registries whose own images have facts: a name there is that image or none. */
const KNOWN_REGISTRIES = new Set(["gcr.io", "cgr.dev", "registry.access.redhat.com", "mcr.microsoft.com", "quay.io", "public.ecr.aws", "ghcr.io"]);

function isRegistry(part: string): boolean {
  return part.includes(".") || part.includes(":") || part === "localhost";
}

let official: ReadonlySet<string> | undefined;
function officialNames(): ReadonlySet<string> {
  return (official ??= new Set(baseImageData().images.flatMap(({ name }) => (name === undefined || name.includes("/") || name === "scratch" ? [] : [name]))));
}

const patterns = new Map<string, RegExp>();
/** Patterns of the facts are compiled when they are first needed. */
export function compiled(source: string): RegExp {
  const found = patterns.get(source);
  if (found !== undefined) return found;
  const pattern = new RegExp(source, "u");
  patterns.set(source, pattern);
  return pattern;
}
