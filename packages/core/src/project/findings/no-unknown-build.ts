import type { Finding, NotUnderstood } from "../model.js";
import { hop, type Detection, type Detector } from "./detector.js";

/**
 * Whatever could not be understood, so that a team can have nothing unseen: each plugin tells of the files that are its own. What lies in no file (a
 * name that only a caller knows) is in the list of the command-line program alone.
 */
function unknownBuildDetector(namespace: string, isOwn: (file: string, dockerfiles: ReadonlySet<string>) => boolean): Detector {
  const rule = `${namespace}/no-unknown-build`;
  return {
    rule,
    detect(input) {
      const dockerfiles = new Set(input.entries.flatMap(({ dockerfile }) => (dockerfile === null ? [] : [dockerfile])));
      return input.notUnderstood.flatMap((item): readonly Finding[] => {
        const { reason, driver } = item;
        if (reason.at === null || !isOwn(reason.at.file, dockerfiles)) return [];
        const evidence = shipped(item, input);
        return [{ rule, messageId: messageFor(driver), data: { reason: reason.text.replace(/\s+/g, " ") }, at: reason.at, evidence, entries: [] }];
      });
    },
  };
}

function messageFor(driver: string): "image" | "program" | "build" {
  return driver === "image" || driver === "program" ? driver : "build";
}

/** Images that would be checked if it were understood. */
function shipped({ affects }: NotUnderstood, { shipments }: Detection): Finding["evidence"] {
  const at = shipments.find(({ id }) => affects.includes(id))?.at ?? null;
  return at === null ? [] : [hop("what ships here may depend on it", at)];
}

export const noUnknownImage = unknownBuildDetector("go-dockerfile", (file, dockerfiles) => dockerfiles.has(file));
export const noUnknownBuild = unknownBuildDetector("go-ldflags", (file, dockerfiles) => !dockerfiles.has(file));
