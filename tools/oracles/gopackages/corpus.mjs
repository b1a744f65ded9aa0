/** Modules of real repositories whose dependencies are vendored, or are in the module cache: all their packages, and what other arguments name. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { walk } from "../support/files.mjs";

export function* corpusPrograms(directories) {
  for (const root of directories.map((path) => resolve(path))) {
    for (const file of walk(root, (name) => name === "go.mod")) {
      const directory = dirname(file);
      if (/\/(testdata|vendor|_[^/]*)(\/|$)/.test(directory.slice(root.length))) continue;
      if (!existsSync(`${directory}/vendor/modules.txt`) && !hasModules(directory)) continue;
      const module = { name: directory.slice(root.length + 1), directory, mod: null, goWork: null };
      yield { ...module, patterns: ["./..."] };
      for (const patterns of argumentsFor(directory)) yield { ...module, name: `${module.name} ${patterns.join(" ")}`, patterns, isBrief: true };
    }
  }
}

/** Arguments of other kinds than `./...`: meta packages, import paths, files. */
function* argumentsFor(directory) {
  yield ["all"];
  const programs = run("{{if eq .Name \"main\"}}{{.Module.Path}} {{.ImportPath}} {{.Dir}} {{join .GoFiles \" \"}} {{join .CgoFiles \" \"}}{{end}}", directory);
  const [module, importPath, folder, ...files] = (programs.split("\n").find((line) => line !== "") ?? "").split(" ").filter((word) => word !== "");
  if (importPath === undefined) return;
  yield [`${module}/...`];
  yield [importPath];
  yield [`./${relative(directory, folder)}/...`.replace("//", "/")];
  yield files.map((name) => `./${relative(directory, folder)}/${name}`.replace("//", "/"));
}

function run(format, directory) {
  const env = { ...process.env, GOPROXY: "off", GOFLAGS: "", GOTOOLCHAIN: "local" };
  return spawnSync("go", ["list", "-e", "-f", format, "./..."], { cwd: directory, env, encoding: "utf8", maxBuffer: 1 << 30 }).stdout;
}

/** Whether go can load everything without a network. */
function hasModules(directory) {
  const env = { ...process.env, GOPROXY: "off", GOFLAGS: "", GOTOOLCHAIN: "local" };
  return spawnSync("go", ["list", "-deps", "./..."], { cwd: directory, env, maxBuffer: 1 << 30 }).status === 0;
}
