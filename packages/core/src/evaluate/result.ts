import { EMPTY } from "../text/index.js";
import type { CommandResult } from "./model.js";

/** A command that succeeds and prints nothing. */
export const SUCCESS: CommandResult = { status: "success", output: EMPTY };
