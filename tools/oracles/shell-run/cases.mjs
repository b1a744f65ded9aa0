/** Reads the cases. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ALL = ["dash", "bash", "busybox"];

/**
 * A file holds several cases. Each starts with `### name`, may name the shells (`### name [bash]`), and has lines that start with `#:`:
 * `#: env A=two words`, one variable a line; `#: args a|b c`; `#: file dir/name=text`; `#: unordered`. What follows is the script.
 */
export function readCases(directory) {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".cases"))
    .sort()
    .flatMap((file) => {
      const sections = readFileSync(join(directory, file), "utf8").split(/^### /m).slice(1);
      return sections.map((section) => readCase(file, section));
    });
}

function readCase(file, section) {
  const [head, ...lines] = section.split("\n");
  const [, name, shells] = /^(.*?)\s*(?:\[([\w ]+)\])?$/.exec(head);
  const settings = lines.filter((line) => line.startsWith("#: ")).map((line) => line.slice(3));
  const all = (kind) => settings.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
  const pairs = (kind) => Object.fromEntries(all(kind).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1).replaceAll("\\n", "\n")]));
  return {
    file,
    name,
    shells: shells === undefined ? ALL : shells.split(" "),
    env: pairs("env"),
    files: pairs("file"),
    // programs of a pipeline are logged in any order
    unordered: lines.includes("#: unordered"),
    args: all("args").flatMap((line) => line.split("|")),
    script: lines.filter((line) => !line.startsWith("#: ")).join("\n"),
  };
}
