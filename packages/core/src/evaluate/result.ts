import { EMPTY } from "../text/index.js";
import type { CommandResult } from "./model.js";

/** A command that succeeds and prints nothing. */
export const SUCCESS: CommandResult = { status: "success", output: EMPTY };

/** A command whose effects are recorded as those of a command that succeeded, which is not known: `apk add gcc || apk add clang` may do either. */
export const MAY_FAIL: CommandResult = { status: "unknown", output: EMPTY };
