import type { BaseImageFacts, Platform } from "../evaluate/dockerfile/index.js";
import { evaluationFacts, factsOfUnknownTag, resolveImage, toolImageFiles, type BaseImage } from "../image/index.js";
import { unknown, type Reason, type Traced, type Verdict } from "../text/index.js";
import type { Session } from "./session.js";

/** What references mean, and which image the facts given to the evaluation are of. */
export class ImageTable {
  readonly #images = new WeakMap<BaseImageFacts, Verdict<BaseImage>>();

  constructor(private readonly session: Session) {}

  /** @param text the reference as far as it is known */
  facts(reference: Verdict<string>, platform: Platform, text?: Traced): { readonly facts: BaseImageFacts; readonly unknown: Reason | null } {
    const image = reference.kind === "unknown" ? unknown<BaseImage>(reference.reason) : this.session.resolve(reference.value, this.session.imageOptions(platform));
    const tools = reference.kind === "known" ? toolImageFiles(reference.value) : null;
    const start = reference.kind === "known" ? withTag(reference.value) : text === undefined ? "" : startOf(text);
    const some = image.kind === "unknown" ? factsOfUnknownTag(start, platform, image.reason, this.session.imageOptions(platform)) : null;
    const plain = some ?? evaluationFacts(image, platform.arch);
    const facts = tools === null ? plain : { ...plain, files: () => tools };
    this.#images.set(facts, image);
    return { facts, unknown: image.kind === "unknown" ? image.reason : null };
  }

  /**
   * Whether the image has had one glibc for as long as its tag is known: a verdict about versions that rests on what a floating tag means today
   * alone would come and go with the tag (UX.md). On a day that somebody names it has one meaning.
   */
  hasSteadyLibc(facts: BaseImageFacts): boolean {
    if (this.session.settings.asOf !== undefined) return true;
    const image = this.imageOf(facts);
    if (image.kind === "unknown" || !image.value.floating) return true;
    const { reference, libc } = image.value;
    const options = this.session.imageOptions({ os: image.value.os, arch: "amd64", variant: "" });
    return quartersBefore(this.session.asOf).every((asOf) => {
      const earlier = resolveImage(reference, { ...options, asOf });
      return earlier.kind === "unknown" || earlier.value.libc.version === libc.version;
    });
  }

  imageOf(facts: BaseImageFacts): Verdict<BaseImage> {
    const image = this.#images.get(facts);
    if (image === undefined) throw new Error("facts of an image that this table did not resolve");
    return image;
  }
}

/** The reference with the tag that it means without one. */
function withTag(reference: string): string {
  return /[:@][^/]*$/.test(reference) ? reference : `${reference}:latest`;
}

/** The text before the first piece that is not known. */
function startOf({ pieces }: Traced): string {
  const end = pieces.findIndex(({ kind }) => kind !== "literal");
  return pieces.slice(0, end === -1 ? pieces.length : end).map((piece) => (piece.kind === "literal" ? piece.text : "")).join("");
}

/** Days three months apart, over as many years as a release of Go and one of Debian live together. */
function quartersBefore(day: string): readonly string[] {
  const start = new Date(`${day}T00:00:00Z`);
  return Array.from({ length: 6 * 4 }, (_, i) => new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() - 3 * (i + 1), 1)).toISOString().slice(0, 10));
}
