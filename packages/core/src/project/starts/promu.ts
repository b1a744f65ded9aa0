import { basename } from "../../workspace/index.js";
import { commandStart, type StartFinder } from "./model.js";

/** `promu crossbuild` with each configuration: it writes what images of prometheus programs copy, `.build/linux-amd64/name`. */
export const findPromuStarts: StartFinder = ({ files, platform }) =>
  files.promu.map((file) => commandStart(["promu", "crossbuild", "--config", basename(file)], { kind: "promu", file, goals: [], platform }));
