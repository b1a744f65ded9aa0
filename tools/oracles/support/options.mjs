import { parseArgs } from "node:util";

/**
 * The flags of an oracle. run.mjs gives every one the first two, whether there is more to compare by them or not.
 *
 * @template {import("node:util").ParseArgsOptionsConfig} T
 * @param {T} own those that only this oracle has
 */
export function oracleOptions(own) {
  const options = /** @type {const} */ ({ full: { type: "boolean", default: false }, corpus: { type: "string", multiple: true, default: [] } });
  return parseArgs({ options: { ...options, ...own } }).values;
}
