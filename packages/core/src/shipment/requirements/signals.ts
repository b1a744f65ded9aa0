import type { Stage } from "../../evaluate/dockerfile/index.js";
import { StageFiles } from "../../evaluate/files/index.js";
import { literalOf, type Hop, type Reason } from "../../text/index.js";
import type { ExecutedProgram } from "../executed.js";
import type { Requirement, RuntimeImage } from "../model.js";
import type { ProgramFacts } from "../program.js";
import { undecided, unmet } from "./verdicts.js";

/**
 * A program that runs until it is told to end must get SIGTERM. The first process of a container gets no signal that it does not handle: a shell that stays above the
 * program swallows it, and the container is killed (facts n3, n4). Null where no shell is involved, and for programs that may end by themselves.
 */
export function signalRequirement(program: ProgramFacts, executed: ExecutedProgram | null, image: RuntimeImage, stage: Stage): Requirement | null {
  if (executed === null) return null;
  const { above } = executed;
  const subject = "SIGTERM";
  const use = program.runsOn ?? exposed(stage);
  if (use === null || (above.kind === "known" && above.value.length === 0)) return null;
  if (above.kind === "unknown") return undecided("signals", subject, above.reason, [use]);
  const other = stage.node.body.find(({ name, args }) => name === "STOPSIGNAL" && !/^(?:SIGTERM|15)$/.test(literalOf(args[0]?.text ?? { pieces: [] }) ?? ""));
  if (other !== undefined) return undecided("signals", subject, { code: "not-understood", text: "another STOPSIGNAL", at: null }, [use]);
  const doubt = doubtOfShell(image, stage);
  if (doubt !== null) return undecided("signals", subject, doubt, [use]);
  const shells = above.value.map(({ at }): Hop => ({ fact: "n4", text: "a shell stays here", at }));
  return unmet("signals", subject, "Start the program with exec.", [use, ...shells]);
}

/** Whether /bin/sh is the one that the facts of the base image tell of: shells differ in what they become. */
function doubtOfShell({ base }: RuntimeImage, { machine }: Stage): Reason | null {
  if (base.kind === "unknown") return base.reason;
  const { shellKind } = base.value;
  if (shellKind.kind === "unknown") return shellKind.reason;
  const files = new StageFiles(machine.files.snapshot());
  const shell = files.stat("/bin/sh");
  if (shell.kind === "unknown") return shell.reason;
  const isLink = ["/bin/sh", "/usr/bin/sh"].some((path) => files.readLink(path) !== null);
  return shell.kind === "file" && !isLink && shell.from.startsWith("base image") ? null : { code: "file", text: "which shell /bin/sh is", at: null };
}

function exposed({ node, dockerfile }: Stage): Hop | null {
  const port = node.body.find(({ name }) => name === "EXPOSE");
  return port === undefined ? null : { fact: "", text: "EXPOSE", at: { file: dockerfile, start: port.range[0], end: port.range[1] } };
}
