/** What people say that the files do not (UX.md). Data only; the schema is in schema.ts. */
import type { Confidence, DescribedImage } from "../../image/model.js";
import type { Policy } from "../../shipment/model.js";

export interface Settings {
  /** date (YYYY-MM-DD) that floating tags are resolved for; default: the earlier of today and the date of the data */
  readonly asOf?: string | undefined;
  /** platforms analysed where no caller names one; default ["linux/amd64"] */
  readonly platforms?: readonly string[] | undefined;
  /** least confidence of facts about images that a verdict may rest on; "extrapolated" also takes versions of modules that were not read; default "partly" */
  readonly minimumConfidence?: Exclude<Confidence, "uncertain" | "unknown"> | undefined;
  /** descriptions of images that the facts do not hold, by reference pattern (`*` matches anything) */
  readonly images?: Readonly<Record<string, DescribedImage>> | undefined;
  /** prefixes of registries that mirror others: `{"registry.corp/dockerhub/": "docker.io/"}` */
  readonly mirrors?: Readonly<Record<string, string>> | undefined;
  /** how images are built and run; of several that are about the same image the later ones count */
  readonly shipments?: readonly ShipmentSettings[] | undefined;
  /** path in the workspace of the file that they were read from, so that what rests on them shows its line; absent: none */
  readonly source?: string | undefined;
}

/** A value that is passed; `{ "set": true }` is one that nobody tells, and that is not empty. */
export type PassedValue = string | { readonly set: true };

/** What is said of the images of some Dockerfiles. */
export interface ShipmentSettings {
  /** path from the root, or a pattern: `*`, `?`, `**`, `{a,b}` */
  readonly dockerfile: string;
  /** whether verdicts are spoken; a Dockerfile that is named without a pattern ships */
  readonly role?: "shipped" | "dev" | undefined;
  /** names of the stages that are images and that this is about; absent: all */
  readonly targets?: readonly string[] | undefined;
  /** directory of the build context, from the root */
  readonly context?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, PassedValue>> | undefined;
  /** absolute paths that are mounted into the container */
  readonly mounts?: readonly string[] | undefined;
  /** variables that the container gets */
  readonly env?: Readonly<Record<string, PassedValue>> | undefined;
  /** what the container starts instead of ENTRYPOINT and CMD */
  readonly entrypoint?: readonly string[] | undefined;
  /** what builds a path that the Dockerfile copies from its context; paths from the root */
  readonly artifacts?: Readonly<Record<string, ArtifactSettings>> | undefined;
  /** what is asked of them besides that they work */
  readonly policy?: Policy | undefined;
  /** rules that say nothing of these images */
  readonly rules?: Readonly<Record<string, "off">> | undefined;
}

/** The command that builds an artifact: one of the two. It is read, never run. */
export interface ArtifactSettings {
  /** goals of make, and variables for it: `build-linux GOARCH=arm64` */
  readonly make?: string | undefined;
  /** a command of the shell */
  readonly run?: string | undefined;
  /** where it is started, from the root; default: the root */
  readonly directory?: string | undefined;
}
