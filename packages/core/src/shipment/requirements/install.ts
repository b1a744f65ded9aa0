import type { PackageManagerName } from "../../image/model.js";
import type { RuntimeImage } from "../model.js";

/** Null for an image without one, and for one that is not known. */
export function packageManagerOf({ base }: RuntimeImage): PackageManagerName | null {
  return base.kind === "known" ? base.value.packageManager : null;
}

/**
 * The instruction that installs packages, for remedies.
 *
 * @param packages separated by spaces
 */
export function installation(manager: PackageManagerName, packages: string): string {
  switch (manager) {
    case "apk":
      return `RUN apk add --no-cache ${packages}`;
    case "apt":
      return `RUN apt-get update && apt-get install -y --no-install-recommends ${packages}`;
    default:
      return `RUN ${manager} install -y ${packages}`;
  }
}
