import type { Linkage } from "../../linkage/model.js";
import type { Hop } from "../../text/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import type { ProgramFacts, ZoneUse } from "../program.js";
import { met, undecided, unmet } from "./verdicts.js";

/**
 * Zones that are loaded by name need a database: in the image, or in the binary (facts h1–h7). One requirement for each zone that is written
 * in the code, one for `ENV TZ`.
 */
export function zoneinfoRequirements(program: ProgramFacts, linkage: Linkage, image: RuntimeImage): readonly Requirement[] {
  const zones: Pick<ZoneUse, "zone" | "at" | "text">[] = [...program.zones];
  const tz = image.environment("TZ");
  const requirements = zones.map(({ zone, at, text }) => zoneRequirement(zone, { fact: "h1", text, at }, linkage, image));
  if (tz.kind === "known" && tz.value !== null && isNamedZone(tz.value)) {
    requirements.push(zoneRequirement(tz.value, { fact: "h4", text: `ENV TZ=${tz.value}`, at: tz.evidence[0]?.at ?? null }, linkage, image));
  }
  return requirements;
}

/** "", "UTC" and "Local" need no data (fact h3); Go does not read POSIX rules such as CST-8 (h4), so they name no zone either. */
export function isNamedZone(zone: string): boolean {
  return zone !== "" && zone !== "UTC" && zone !== "Local" && !zone.startsWith(":") && !zone.startsWith("/") && /^[A-Za-z]/.test(zone) && !/^[A-Za-z]{3,}[-+]?\d/.test(zone);
}

function zoneRequirement(zone: string, use: Hop, linkage: Linkage, image: RuntimeImage): Requirement {
  const kind = "zoneinfo";
  const { zoneinfo } = linkage;
  if (zoneinfo.kind === "known" && zoneinfo.value === "embedded") return met(kind, zone, [use, ...zoneinfo.evidence]);
  const single = image.has(`/usr/share/zoneinfo/${zone}`);
  if (single.kind === "known" && single.value) return met(kind, zone, [use, ...single.evidence]);
  if (image.zoneinfo.kind === "known" && image.zoneinfo.value) return met(kind, zone, [use, ...image.zoneinfo.evidence]);
  if (zoneinfo.kind === "unknown") return undecided(kind, zone, zoneinfo.reason, [use]);
  if (image.zoneinfo.kind === "unknown") return undecided(kind, zone, image.zoneinfo.reason, [use]);
  return unmet(kind, zone, remedy(image), [use, ...image.zoneinfo.evidence]);
}

function remedy(image: RuntimeImage): string {
  const embed = 'import _ "time/tzdata" in the program (or build with -tags timetzdata)';
  const manager = image.base.kind === "known" ? image.base.value.packageManager : null;
  if (manager === "apk") return `Install tzdata (RUN apk add --no-cache tzdata), or ${embed}.`;
  if (manager === "apt") return `Install tzdata, or ${embed}.`;
  return `Copy a database (COPY --from=<build stage> /usr/share/zoneinfo /usr/share/zoneinfo), or ${embed}.`;
}
