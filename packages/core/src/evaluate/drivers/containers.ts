/** Programs that build images and run containers: `docker`, and those that take its command lines. */
import type { Driver } from "../machine.js";
import type { CommandCall } from "../model.js";
import { wordText } from "./arguments.js";
import { bakeCommand } from "./bake.js";
import { composeCommand } from "./compose.js";
import { buildCommand } from "./image-build.js";

/** `docker build`, `docker buildx build`, `docker image build`, `docker buildx bake`, `docker compose build`, and podman, buildah and nerdctl alike. */
export const containerDriver: Driver = {
  names: ["docker", "podman", "buildah", "nerdctl"],
  run(call, machine) {
    const found = subcommand(call);
    switch (found?.name) {
      case "build":
        return buildCommand(call, found.next, machine);
      case "bake":
        return bakeCommand(call, found.next, machine);
      case "compose":
        return composeCommand(call, found.next, machine);
      default:
        return machine.unknownOutput(call, "output of a container tool");
    }
  },
};

export const composeDriver: Driver = {
  names: ["docker-compose", "podman-compose"],
  run: (call, machine) => composeCommand(call, 1, machine),
};

const BUILD_NAMES = new Set(["build", "b", "bud", "build-using-dockerfile"]);
const GROUPS = new Set(["buildx", "image", "builder"]);

/** The subcommand and the index of the word after it; null for others. Options of docker itself (`-H x`, `--context x`) stand before it. */
function subcommand(call: CommandCall): { readonly name: "build" | "bake" | "compose"; readonly next: number } | null {
  for (let i = 1; i < call.words.length && i < 6; i++) {
    const text = wordText(call, i);
    if (text === null) return null;
    if (BUILD_NAMES.has(text)) return { name: "build", next: i + 1 };
    if (text === "bake" || text === "compose") return { name: text, next: i + 1 };
    if (!GROUPS.has(text) && !text.startsWith("-") && wordText(call, i - 1)?.startsWith("-") !== true) return null;
  }
  return null;
}
