import { parse } from "unbash";
import type { Script } from "./ast.js";
import { convertScript } from "./commands.js";
import { Source } from "./source.js";

/** How often a text may be read for the scripts inside of its words; a script at depth n is read n times. */
const READINGS = 8;

/**
 * Reads a script. Never throws: what cannot be read is a problem, and the tree holds the rest as well as it can be told.
 *
 * The library `unbash` reads; its types stay in this folder.
 */
export function parseShell(text: string): Script {
  return convertScript(new Source(text), parse(text), { left: READINGS * (text.length + 4096) });
}
