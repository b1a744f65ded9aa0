import { literalOf } from "../../text/index.js";
import { defaultConfig, runGoreleaser } from "../goreleaser/index.js";
import type { Driver } from "../machine.js";
import { mayHideBuild } from "../may-hide-build.js";
import { absolutePath, parseArguments, pathOf } from "./arguments.js";

const WITH_VALUE = ["-f", "--config", "--id", "-o", "--output", "--skip", "-p", "--parallelism", "--timeout", "--release-notes", "--release-notes-tmpl", "--release-header", "--release-footer", "--key", "--split"];

/** `goreleaser build` and `goreleaser release`. Source: goreleaser v2, cmd/build.go and cmd/release.go. */
export const goreleaserDriver: Driver = {
  names: ["goreleaser"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: WITH_VALUE });
    const command = args.operands[0] === undefined ? "release" : literalOf(args.operands[0]);
    const output = machine.unknownOutput(call, "output of goreleaser");
    if (command !== "build" && command !== "release" && command !== "b" && command !== "r") return output;
    const named = args.value("-f", "--config");
    const name = named === null ? null : literalOf(named);
    const { directory } = call;
    const config = name !== null ? absolutePath(name, call) : named === null && directory !== null ? defaultConfig(directory, machine) : null;
    if (directory === null || (named !== null && config === null)) {
      const text = "a configuration of goreleaser that is not found";
      machine.record(mayHideBuild(text, "goreleaser", call));
      return output;
    }
    const written = args.value("-o", "--output");
    const isBuild = command.startsWith("b");
    runGoreleaser(
      {
        config,
        images: !isBuild,
        isSnapshot: args.has("--snapshot") || args.has("--auto-snapshot"),
        isSingleTarget: args.has("--single-target"),
        output: written === null ? null : pathOf(written, call),
        ids: args.values("--id").flatMap((id) => literalOf(id)?.split(",") ?? []),
        skipped: new Set([
          ...args.values("--skip").flatMap((text) => literalOf(text)?.split(",") ?? []),
          ...["before", "docker"].filter((step) => args.has(`--skip-${step}`)),
        ]),
      },
      { ...call, directory },
      machine,
    );
    return output;
  },
};
