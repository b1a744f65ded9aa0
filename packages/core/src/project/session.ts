import { driverTable, ParsedTexts, type DriverTable, type Machine } from "../evaluate/index.js";
import { baseDrivers, cmakeDriver, makeDriver, ninjaDriver } from "../evaluate/drivers/index.js";
import type { CommandCall } from "../evaluate/model.js";
import type { GoHost } from "../gobuild/index.js";
import { openModuleCache, openModuleTable, PackageStore, type ModuleCache, type ModuleTable } from "../gopackages/index.js";
import { dataDate, resolveImage, type BaseImage, type ResolveOptions } from "../image/index.js";
import type { Verdict } from "../text/index.js";
import type { Platform } from "../evaluate/dockerfile/index.js";
import type { Workspace } from "../workspace/index.js";
import type { BuildLog } from "./builds.js";
import { goDriver } from "./go-driver.js";
import { VersionLineReader } from "./go-version.js";
import { SaidOfShipments, SettingsPlaces, type Settings } from "./settings/index.js";
import type { Sources } from "./sources.js";

/** What one analysis of a repository shares: the workspace of one revision, the settings, and what was read already. */
export class Session {
  readonly asOf: string;
  readonly moduleCache: ModuleCache | null;
  readonly moduleTable: ModuleTable;
  readonly store: PackageStore;
  readonly parsed = new ParsedTexts();
  /** what the settings say of images */
  readonly said: SaidOfShipments;
  /** every reference of an image whose meaning was asked for */
  readonly references = new Set<string>();
  readonly versionLines = new VersionLineReader();

  constructor(
    readonly workspace: Workspace,
    readonly settings: Settings,
    readonly sources: Sources,
  ) {
    this.asOf = settings.asOf ?? earlier(new Date().toISOString().slice(0, 10), dataDate());
    this.moduleCache = openModuleCache(workspace);
    this.said = new SaidOfShipments(settings, placesOf(settings, workspace));
    this.moduleTable = openModuleTable(workspace, allowsExtrapolation(settings));
    this.store = new PackageStore(sources.headers);
  }

  imageOptions(platform: Platform): ResolveOptions {
    const { minimumConfidence, images, mirrors } = this.settings;
    return { asOf: this.asOf, platform, minimumConfidence, images, mirrors };
  }

  /** What a reference means, see `resolveImage`. */
  resolve(reference: string, options: ResolveOptions): Verdict<BaseImage> {
    this.references.add(reference);
    return resolveImage(reference, options);
  }

  /** Drivers of a machine whose go commands are written to `log`. */
  drivers(log: BuildLog, host: (machine: Machine, call: CommandCall) => GoHost): DriverTable {
    const { moduleCache, moduleTable, store } = this;
    return driverTable([...baseDrivers, makeDriver, cmakeDriver, ninjaDriver, goDriver({ log, moduleCache, moduleTable, store, host })]);
  }
}

function placesOf({ source }: Settings, workspace: Workspace): SettingsPlaces | null {
  const content = source === undefined ? null : workspace.read(source);
  return source === undefined || content?.kind !== "text" ? null : new SettingsPlaces(content.text, source);
}

function allowsExtrapolation({ minimumConfidence }: Settings): boolean {
  return minimumConfidence === "extrapolated" || minimumConfidence === "known";
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
