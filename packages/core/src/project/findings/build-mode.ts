import { defaultPie } from "../../gobuild/index.js";
import type { BuildInvocation } from "../model.js";

/** The build mode for which go compiles the packages, "default" resolved; null when it is not known, or depends on a release of Go. */
export function buildModeOf({ command: { settings } }: BuildInvocation): string | null {
  const { buildMode, goos, goarch, race } = settings;
  if (buildMode.kind === "unknown") return null;
  if (buildMode.value !== "default") return buildMode.value;
  if (goos.kind === "unknown" || goarch.kind === "unknown" || race.kind === "unknown") return null;
  const [older, newer] = [0, Number.POSITIVE_INFINITY].map((minor) => defaultPie(goos.value, goarch.value, race.value, minor));
  if (older !== newer) return null;
  return older === true ? "pie" : "exe";
}
