/** From a reference in a Dockerfile to what is known about the image. */
import type { Verdict } from "../text/index.js";
import { known, unknown } from "../text/index.js";
import { baseImageData } from "./base-images.generated.js";
import { baseImageOf, weaker, type Circumstances } from "./base-image.js";
import { describedImage, withMirror } from "./descriptions.js";
import { basesOf, madeFrom } from "./made-from.js";
import { matchImage, meaningsFor, type Match } from "./meanings.js";
import { libcDisagrees, mergeImages } from "./merge.js";
import type { BaseImage, Confidence, ResolveOptions } from "./model.js";
import { parseReference } from "./reference.js";
import { tagHistory } from "./tag-history.generated.js";

/** The day up to which the meaning of floating tags is known (YYYY-MM-DD): the latest sensible `asOf`. */
export function dataDate(): string {
  return tagHistory().until;
}

const DEFAULT_CONFIDENCE: Confidence = "partly";

/**
 * What a reference means on a day. A digest leaves the day open: then what all meanings of its tag have in common is known.
 *
 * Unknown (code "image") when the facts have nothing, or nothing as sure as `minimumConfidence`; the reason tells what to do.
 *
 * @param reference after expansion of build arguments; the name of an earlier stage is not one
 */
export function resolveImage(reference: string, options: ResolveOptions): Verdict<BaseImage> {
  const described = describedImage(reference, options);
  if (described !== null) return described((like) => resolveKnown(like, reference, options));
  return resolveKnown(withMirror(reference, options.mirrors), reference, options);
}

function resolveKnown(reference: string, written: string, options: ResolveOptions): Verdict<BaseImage> {
  const { platform } = options;
  const parsed = parseReference(reference);
  const day = options.asOf < dataDate() ? options.asOf : dataDate();
  const architecture = parsed.platform?.split("/") ?? [platform.os, platform.arch, platform.variant ?? ""];
  const found = matchImage({ ...parsed, tag: tagFor(parsed.name, parsed.tag, platform.os), platform: architecture.filter((part) => part !== "").join("/") }, day);
  if (typeof found === "string") return noFacts(found, written);

  const bases = basesOf(found);
  if (bases !== null) return resolveMade(bases, found, { reference: written, copy: parsed.copy }, options);
  const at: Circumstances = { reference: written, day, pinned: parsed.digest !== null, arch: platform.arch, copy: parsed.copy, tag: parsed.tag };
  const image = choose(found, at, options.minimumConfidence ?? DEFAULT_CONFIDENCE);
  return image.kind === "known" && architecture[0] === "windows" && image.value.os !== "windows" ? noFacts(`no facts about ${written} for windows`, written) : image;
}

function resolveMade(references: readonly string[], match: Match, at: Pick<Circumstances, "reference" | "copy">, options: ResolveOptions): Verdict<BaseImage> {
  const bases: BaseImage[] = [];
  for (const reference of references) {
    const base = resolveKnown(reference, reference, { ...options, asOf: match.entry.builtOn ?? options.asOf });
    if (base.kind === "unknown") return base;
    bases.push(base.value);
  }
  const [first, ...rest] = bases;
  if (first === undefined || libcDisagrees(bases)) return noFacts(`no facts about the system below ${at.reference}`, at.reference);
  const base = mergeImages([first, ...rest], "its Dockerfile starts from one of them");
  let confidence = weaker(match.entry.confidence, base.confidence);
  if (at.copy) confidence = weaker(confidence, baseImageData().normalisation.copies.confidence);
  const image = madeFrom(base, match, { reference: at.reference, confidence });
  const minimum = options.minimumConfidence ?? DEFAULT_CONFIDENCE;
  return weaker(confidence, minimum) === minimum ? known(image, [image.evidence, base.evidence]) : noFacts(`facts about ${at.reference} are only "${confidence}"`, at.reference, image);
}

/** Untagged variants of golang exist for Windows too, under the same tags. */
function tagFor(name: string, tag: string, os: string): string {
  return name === "golang" && os === "windows" && !/windowsservercore|nanoserver/.test(tag) ? "windowsservercore" : tag;
}

function choose(match: Match, at: Circumstances, minimum: Confidence): Verdict<BaseImage> {
  const images: BaseImage[] = [];
  for (const meaning of meaningsFor(match, at.day, at.pinned)) {
    const image = baseImageOf(match, meaning, at);
    if (image === null) {
      const note = match.entry.notes?.[0];
      return noFacts(`no facts about the system below ${at.reference}${note === undefined ? "" : ` (${note})`}`, at.reference);
    }
    if (weaker(image.confidence, minimum) !== minimum) return noFacts(`facts about ${at.reference} are only "${image.confidence}"`, at.reference, image);
    images.push(image);
  }
  const [first, ...rest] = images;
  if (first === undefined) return noFacts(`no facts about ${at.reference}`, at.reference);
  if (libcDisagrees(images)) {
    return unknown({ code: "image", text: `${at.reference} is one of ${images.map((image) => image.resolved).join(", ")}`, at: null }, [first.evidence]);
  }
  const image = mergeImages([first, ...rest], at.pinned ? "it is pinned by a digest whose day is not known" : "the release has no facts of its own");
  return known(image, [image.evidence]);
}

function noFacts(text: string, reference: string, image?: BaseImage): Verdict<BaseImage> {
  const advice =
    image === undefined
      ? `describe it in "images" of the configuration, such as "${pattern(reference)}": { "like": "debian:bookworm-slim" }`
      : `check them and set "minimumConfidence": "${image.confidence}", or describe the image in "images" of the configuration`;
  return unknown({ code: "image", text: `${text}; ${advice}`, at: null }, image === undefined ? [] : [image.evidence]);
}

/** The reference with any tag, as a key of `images`. */
function pattern(reference: string): string {
  const [name = reference] = reference.split("@");
  const colon = name.lastIndexOf(":");
  return `${colon > name.lastIndexOf("/") ? name.slice(0, colon) : name}:*`;
}
