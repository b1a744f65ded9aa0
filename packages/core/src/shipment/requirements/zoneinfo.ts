import type { Linkage } from "../../linkage/model.js";
import { known, unknown, type Hop, type Reason, type Verdict } from "../../text/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import type { ProgramFacts, ZoneUse } from "../program.js";
import { installation, packageManagerOf } from "./install.js";
import { newNameOf } from "./legacy-zones.js";
import { met, undecided, unmet } from "./verdicts.js";

export interface ZoneUser {
  readonly program: ProgramFacts;
  readonly linkage: Linkage;
  /** see `ArtifactBuild` */
  readonly goroot: Verdict<string | null>;
}

/** Where toolchains usually are: golang's images and go.dev's archives, Alpine's package. */
const USUAL_GOROOTS = ["/usr/local/go", "/usr/lib/go"];

/**
 * Zones that are loaded by name need a database: in the image, or in the binary (facts h1–h7). One requirement for each zone that is written
 * in the code, one for `ENV TZ`.
 */
export function zoneinfoRequirements(user: ZoneUser, image: RuntimeImage): readonly Requirement[] {
  const zones: Pick<ZoneUse, "zone" | "at" | "text">[] = [...user.program.zones];
  const tz = image.environment("TZ");
  const requirements = zones.map(({ zone, at, text }) => zoneRequirement(zone, { fact: "h1", text, at }, () => loaded(zone, user, image), user, image));
  if (tz.kind === "known" && tz.value !== null && isNamedZone(tz.value)) {
    const { value } = tz;
    requirements.push(zoneRequirement(value, { fact: "h4", text: `ENV TZ=${value}`, at: tz.evidence[0]?.at ?? null }, () => inSystemOrGoroot(value, user, image), user, image));
  }
  return requirements;
}

/** "", "UTC" and "Local" need no data (fact h3); Go does not read POSIX rules such as CST-8 (h4), so they name no zone either. */
export function isNamedZone(zone: string): boolean {
  return zone !== "" && zone !== "UTC" && zone !== "Local" && !zone.startsWith(":") && !zone.startsWith("/") && /^[A-Za-z]/.test(zone) && !/^[A-Za-z]{3,}[-+]?\d/.test(zone);
}

function zoneRequirement(zone: string, use: Hop, found: () => Verdict<boolean>, user: ZoneUser, image: RuntimeImage): Requirement {
  const kind = "zoneinfo";
  const { zoneinfo } = user.linkage;
  if (zoneinfo.kind === "known" && zoneinfo.value === "embedded") return met(kind, zone, [use, ...zoneinfo.evidence]);
  const legacy = legacyRequirement(zone, use, user, image);
  if (legacy !== null) return legacy;
  const data = found();
  if (data.kind === "known" && data.value) return met(kind, zone, [use, ...data.evidence]);
  if (zoneinfo.kind === "unknown") return undecided(kind, zone, zoneinfo.reason, [use]);
  if (data.kind === "unknown") return undecided(kind, zone, data.reason, [use]);
  return unmet(kind, zone, remedy(image), [use, ...data.evidence]);
}

/** Source: time.LoadLocation, which asks ZONEINFO before anything else; time.Local does not (fact h6). */
function loaded(zone: string, user: ZoneUser, image: RuntimeImage): Verdict<boolean> {
  const named = image.environment("ZONEINFO");
  if (named.kind === "known" && (named.value ?? "") === "") return inSystemOrGoroot(zone, user, image);
  const own = named.kind === "unknown" ? named : image.has(named.value?.endsWith(".zip") === true ? named.value : `${named.value ?? ""}/${zone}`);
  if (own.kind === "known" && own.value) return known(true, [...named.evidence, ...own.evidence]);
  return either(own, inSystemOrGoroot(zone, user, image));
}

/** Source: time/zoneinfo_read.go, loadLocation: the system's directories, the binary's own, the archive of GOROOT. */
function inSystemOrGoroot(zone: string, { goroot }: ZoneUser, image: RuntimeImage): Verdict<boolean> {
  const data = image.zone(zone);
  if (data.kind === "known" && data.value) return data;
  return either(data, inGoroot(goroot, image));
}

function inGoroot(linked: Verdict<string | null>, image: RuntimeImage): Verdict<boolean> {
  const set = image.environment("GOROOT");
  const goroot = set.kind === "known" && (set.value ?? "") === "" ? linked : set;
  if (goroot.kind === "known") {
    const present = goroot.value === null ? known(false) : image.has(archiveOf(goroot.value));
    return present.kind === "known" && !present.value ? known(false) : present;
  }
  const isPossible = USUAL_GOROOTS.some((directory) => {
    const present = image.has(archiveOf(directory));
    return present.kind === "unknown" || present.value;
  });
  return isPossible ? unknown(goroot.reason) : known(false);
}

function archiveOf(goroot: string): string {
  return `${goroot}/lib/time/zoneinfo.zip`;
}

/** Found in one place is found; it is in neither when it is known to be in none. */
function either(one: Verdict<boolean>, other: Verdict<boolean>): Verdict<boolean> {
  if (other.kind === "known" && other.value) return other;
  const doubts: readonly Reason[] = [one, other].flatMap((each) => (each.kind === "unknown" ? [each.reason] : []));
  const [doubt] = doubts;
  return doubt === undefined ? known(false, [...one.evidence, ...other.evidence]) : unknown(doubt);
}

/** Null unless the image is known to have a database without the legacy names, and nothing else has them. */
function legacyRequirement(zone: string, use: Hop, { linkage: { zoneinfo }, goroot }: ZoneUser, image: RuntimeImage): Requirement | null {
  const newName = newNameOf(zone);
  if (newName === null || zoneinfo.kind === "unknown" || image.zoneinfo.kind === "unknown" || !image.zoneinfo.value) return null;
  const single = image.has(`/usr/share/zoneinfo/${zone}`);
  const witness = image.has(LEGACY_WITNESS);
  const archive = inGoroot(goroot, image);
  const named = image.environment("ZONEINFO");
  const isElsewhere = (single.kind === "known" && single.value) || archive.kind === "unknown" || archive.value || named.kind === "unknown" || (named.value ?? "") !== "";
  if (isElsewhere || witness.kind === "unknown" || witness.value) return null;
  return unmet("legacy-zone", zone, legacyRemedy(newName, image), [use, { fact: "h9", text: "the image's tzdata has no legacy names", at: null }, ...witness.evidence.slice(1)]);
}

/** Names that tzdata of trixie left to tzdata-legacy come and go together. */
const LEGACY_WITNESS = "/usr/share/zoneinfo/US/Eastern";

function legacyRemedy(newName: string, image: RuntimeImage): string {
  const rename = `Load ${newName}, which is the same zone`;
  const manager = packageManagerOf(image);
  return manager === "apt" ? `${rename}, or install tzdata-legacy (${installation(manager, "tzdata-legacy")}).` : `${rename}, or ${EMBED}.`;
}

const EMBED = 'import _ "time/tzdata" in the program (or build with -tags timetzdata)';

function remedy(image: RuntimeImage): string {
  const manager = packageManagerOf(image);
  if (manager === "apk") return `Install tzdata (${installation(manager, "tzdata")}), or ${EMBED}.`;
  if (manager === "apt") return `Install tzdata, or ${EMBED}.`;
  return `Copy a database (COPY --from=<build stage> /usr/share/zoneinfo /usr/share/zoneinfo), or ${EMBED}.`;
}
