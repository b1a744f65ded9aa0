/** Reads the cases: projects of our own. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What every project begins with that does not say it itself. */
const HEAD = "cmake_minimum_required(VERSION 3.25)\nproject(x NONE)\n";

/**
 * A file holds several cases. Each starts with `### name` and has lines that start with `#: `: `#: env A=two words`, one variable a line; `#: configure -DX=1|-DY=a b`, one line for each configuration, in order;
 * `#: build --target|x`, one line for each build; `#: script -DX=1|-P|x.cmake`; `#: only Ninja`; `#: unordered` where commands run beside each other. Lines `--- path` start the files; what is before the first is CMakeLists.txt.
 */
export function readCases(directory) {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".cases"))
    .sort()
    .flatMap((file) => readFileSync(join(directory, file), "utf8").split(/^### /m).slice(1).map((section) => readCase(file, section)));
}

function readCase(file, section) {
  const [name, ...lines] = section.split("\n");
  const settings = lines.filter((line) => line.startsWith("#: ")).map((line) => line.slice(3));
  const all = (kind) => settings.filter((line) => line === kind || line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
  const words = (kind) => all(kind).map((line) => (line === "" ? [] : line.split("|")));
  const files = {};
  let path = "CMakeLists.txt";
  for (const line of lines.filter((each) => !each.startsWith("#: "))) {
    if (line.startsWith("--- ")) path = line.slice(4);
    else files[path] = `${files[path] ?? ""}${line}\n`;
  }
  const main = files["CMakeLists.txt"];
  if (main !== undefined && !/\bproject\s*\(/i.test(main)) files["CMakeLists.txt"] = HEAD + main;
  const scripts = words("script");
  return {
    file,
    name,
    env: Object.fromEntries(all("env").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)])),
    files,
    scripts,
    unordered: all("unordered").length > 0,
    configurations: words("configure").length > 0 ? words("configure") : scripts.length > 0 ? [] : [[]],
    builds: words("build").length > 0 ? words("build") : scripts.length > 0 ? [] : [[]],
    generators: all("only").length > 0 ? all("only") : ["Unix Makefiles", "Ninja"],
  };
}
