import { LIMITS } from "../../limits.js";
import { buildGoals } from "./make-goals.js";
import { commandStart, type StartFinder } from "./model.js";

/** `make GOAL` for the goals of each makefile that may build something; make does not read one that is too long. */
export const findMakeStarts: StartFinder = ({ files, workspace, platform, parsed }) =>
  files.makefiles.flatMap((file) => {
    const content = workspace.read(file);
    if (content.kind !== "text" || content.text.length > LIMITS.buildFileLength) return [];
    return buildGoals(parsed.makefile(content.text, file)).map((goal) => commandStart(["make", goal], { kind: "make-goal", file, goals: [goal], platform }));
  });
