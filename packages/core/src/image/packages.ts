/** Packages of an image, as far as they were seen. What they bring is written into the stage's files when they are installed. */
import type { MachineFacts } from "../evaluate/model.js";
import { broughtBy } from "../evaluate/packages/index.js";
import { known, type Verdict } from "../text/index.js";
import type { BaseImage } from "./model.js";

export interface InstalledPackages {
  /** packages that are there, as they were asked for, sorted */
  readonly names: readonly string[];
  /** false when others may be there too: names that are not known, or programs that are not understood */
  readonly complete: boolean;
  /** packages of which it is not known what comes with them */
  readonly withoutFacts: readonly string[];
  /** Whether a package puts a file at a path that the stage's own file system does not show: never, for installing writes there. */
  provides(path: string): Verdict<boolean>;
}

/** Packages of the base image that the facts name, and those installed in the stage; a removed one is gone. */
export function installedPackages(machine: MachineFacts, base: Verdict<BaseImage>): InstalledPackages {
  const there = new Map<string, MachineFacts["packages"][number] | null>();
  if (base.kind === "known") for (const name of base.value.packages) there.set(name, null);
  for (const each of machine.packages) {
    if (each.removed) there.delete(each.name);
    else there.set(each.name, each);
  }
  const withoutFacts = [...there].flatMap(([name, each]) => (each !== null && broughtBy(each.manager, name, machine.baseImage, false).more ? [name] : []));
  return {
    names: [...there.keys()].sort(),
    complete: machine.packagesComplete,
    withoutFacts,
    provides: () => known(false),
  };
}
