/** Reads the Dockerfiles of pairs.mjs: no more than they use, and nothing of core, which is what is checked. */

/**
 * @typedef {object} Instruction
 * @property {string} name upper case
 * @property {Record<string, string>} flags
 * @property {string} rest as written after the flags
 * @property {readonly string[] | null} words of the exec form (a JSON array); null when it is not one
 */

const KNOWN = ["ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "FROM", "RUN", "SHELL", "USER", "WORKDIR"];

/**
 * @param {string} text
 * @returns {readonly Instruction[]}
 */
export function readDockerfile(text) {
  const lines = text.replaceAll(/\\\n/g, " ").split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [, name = "", flagText = "", rest = ""] = /^(\w+)((?:\s+--[\w-]+=\S+)*)\s+(.*)$/.exec(line) ?? [];
    if (!KNOWN.includes(name)) throw new Error(`not an instruction that pairs use: ${line}`);
    const flags = Object.fromEntries([...flagText.matchAll(/--([\w-]+)=(\S+)/g)].map(([, flag, value]) => [flag, value]));
    return { name, flags, rest, words: readWords(rest) };
  });
}

/** BuildKit takes what is not a JSON array of strings for the shell form. Source: buildkit frontend/dockerfile/parser/line_parsers.go, parseJSON. */
function readWords(rest) {
  try {
    const value = JSON.parse(rest);
    return Array.isArray(value) && value.every((word) => typeof word === "string") ? value : null;
  } catch {
    return null;
  }
}

/** `$NAME`, `${NAME}`. @param {ReadonlyMap<string, string>} variables */
export function expand(text, variables) {
  return text.replaceAll(/\$(?:(\w+)|\{(\w+)\})/g, (_, plain, braced) => variables.get(plain ?? braced) ?? "");
}

/** `A=1 B="two words"`; `A=1` of ARG may lack its value. */
export function readAssignments(rest) {
  return [...rest.matchAll(/(\w+)(?:=("[^"]*"|\S*))?/g)].map(([, name = "", value]) => [name, value?.replace(/^"(.*)"$/, "$1")]);
}
