/** What the settings say of nothing that is there: a slip, or what is left of something that is gone. */
import { describesImage } from "../image/index.js";
import type { Shipment } from "../shipment/index.js";
import { nearestName } from "../text/index.js";
import { declaredArguments, isPredefinedArgument, RULES } from "./findings/index.js";
import { hasStage } from "./said-entries.js";
import type { Session } from "./session.js";
import { settingsPathText, type SettingsPath, type SettingsProblem, type ShipmentItem } from "./settings/index.js";

interface Used {
  readonly session: Session;
  readonly dockerfiles: readonly string[];
  readonly shipments: readonly Shipment[];
  /** see `HostBuilds` */
  readonly named: ReadonlyMap<string, readonly string[]>;
}

/** One problem for each entry or name that nothing has to do with. */
export function unusedSettings(used: Used): readonly SettingsProblem[] {
  return [...unusedImages(used.session), ...used.session.said.items.flatMap((item) => unusedOfShipment(item, used))];
}

function unusedImages({ settings, said, references, asOf }: Session): readonly SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const { images = {}, mirrors = {} } = settings;
  for (const [pattern, { until }] of Object.entries(images)) {
    const path = ["images", pattern];
    if (until !== undefined && until < asOf) problems.push({ text: `${settingsPathText(path)} has counted until ${until}`, at: said.at([...path, "until"]) });
    else if (![...references].some((reference) => describesImage(pattern, reference))) problems.push({ text: `${settingsPathText(path)} describes no image that is used`, at: said.at(path, true) });
  }
  const mirrored = [...references, ...Object.values(images).map(({ like }) => like)];
  for (const prefix of Object.keys(mirrors)) {
    const path = ["mirrors", prefix];
    if (!mirrored.some((reference) => reference.startsWith(prefix))) problems.push({ text: `${settingsPathText(path)} is a prefix of no image that is used`, at: said.at(path, true) });
  }
  return problems;
}

function unusedOfShipment({ settings, index, isAbout }: ShipmentItem, { session, dockerfiles, shipments, named }: Used): readonly SettingsProblem[] {
  const { said, sources } = session;
  const path: SettingsPath = ["shipments", index];
  const problem = (text: string, ...rest: SettingsPath): SettingsProblem => ({ text, at: said.at([...path, ...rest], typeof rest.at(-1) === "string" && rest.length > 1) });
  const own = dockerfiles.filter(isAbout);
  if (own.length === 0) {
    return [problem(`there is no Dockerfile ${settings.dockerfile}${perhaps(settings.dockerfile, dockerfiles)}`, "dockerfile")];
  }
  const trees = own.flatMap((file) => {
    const tree = sources.dockerfile(file);
    return tree === null ? [] : [{ file, tree }];
  });
  const problems: SettingsProblem[] = [];
  for (const [i, target] of (settings.targets ?? []).entries()) {
    if (!trees.some(({ tree }) => hasStage(target, tree))) problems.push(problem(`${settings.dockerfile} has no stage ${target}`, "targets", i));
  }
  const declared = new Set(trees.flatMap(({ file, tree }) => declaredArguments(file, tree).map(({ name }) => name)));
  for (const name of Object.keys(settings.buildArgs ?? {})) {
    if (declared.has(name) || isPredefinedArgument(name)) continue;
    problems.push(problem(`${settings.dockerfile} declares no ARG ${name}${perhaps(name, [...declared])}`, "buildArgs", name));
  }
  for (const artifact of said.artifactsOf(index)) {
    const ids = named.get(artifact.key);
    const isShipped = shipments.some((shipment) => own.includes(shipment.dockerfile) && shipment.artifact.invocations.some((id) => ids?.includes(id) === true));
    if (ids !== undefined && !isShipped) problems.push({ text: `no image of ${settings.dockerfile} has ${artifact.path}`, at: artifact.at });
  }
  for (const rule of Object.keys(settings.rules ?? {})) {
    if (RULES.some((known) => known === rule || known.endsWith(`/${rule}`))) continue;
    const names = RULES.map((known) => (rule.includes("/") ? known : known.slice(known.indexOf("/") + 1)));
    problems.push(problem(`there is no rule ${rule}${perhaps(rule, names)}`, "rules", rule));
  }
  return problems;
}

function perhaps(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === null ? "" : `; perhaps ${near} is meant`;
}
