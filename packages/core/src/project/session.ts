import { driverTable, type DriverTable } from "../evaluate/build-machine.js";
import { baseDrivers, makeDriver } from "../evaluate/drivers/index.js";
import type { Machine } from "../evaluate/machine.js";
import type { CommandCall } from "../evaluate/model.js";
import type { GoHost } from "../gobuild/index.js";
import { openModuleCache, PackageStore, workspaceHeaders, type ModuleCache } from "../gopackages/index.js";
import { dataDate, type ResolveOptions } from "../image/index.js";
import { parseDockerfile, type Dockerfile } from "../syntax/dockerfile/index.js";
import type { Platform } from "../evaluate/dockerfile/index.js";
import type { Workspace } from "../workspace/index.js";
import type { BuildLog } from "./builds.js";
import { Bodies } from "./declarations.js";
import { goDriver } from "./go-driver.js";
import type { Settings } from "./model.js";

/** What one analysis of a repository shares: the workspace of one revision, the settings, and what was read already. */
export class Session {
  readonly asOf: string;
  readonly moduleCache: ModuleCache | null;
  readonly store: PackageStore;
  readonly bodies: Bodies;
  readonly #trees = new Map<string, Dockerfile | null>();

  constructor(
    readonly workspace: Workspace,
    readonly settings: Settings,
  ) {
    this.asOf = settings.asOf ?? earlier(new Date().toISOString().slice(0, 10), dataDate());
    this.moduleCache = openModuleCache(workspace);
    this.store = new PackageStore(workspaceHeaders(workspace));
    this.bodies = new Bodies(this.moduleCache);
  }

  /** Null when the file cannot be read. */
  dockerfile(path: string): Dockerfile | null {
    let tree = this.#trees.get(path);
    if (tree === undefined) {
      const content = this.workspace.read(path);
      tree = content.kind === "text" ? parseDockerfile(content.text, path) : null;
      this.#trees.set(path, tree);
    }
    return tree;
  }

  imageOptions(platform: Platform): ResolveOptions {
    const { minimumConfidence, images, mirrors } = this.settings;
    return {
      asOf: this.asOf,
      platform,
      ...(minimumConfidence === undefined ? {} : { minimumConfidence }),
      ...(images === undefined ? {} : { images }),
      ...(mirrors === undefined ? {} : { mirrors }),
    };
  }

  /** Drivers of a machine whose go commands are written to `log`. */
  drivers(log: BuildLog, host: (machine: Machine, call: CommandCall) => GoHost): DriverTable {
    const { moduleCache, store, bodies } = this;
    return driverTable([...baseDrivers, makeDriver, goDriver({ log, moduleCache, store, bodies, host })]);
  }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
