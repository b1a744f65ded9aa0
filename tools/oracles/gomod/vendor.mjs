import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseModulesTxt } from "../../../packages/core/dist/syntax/gomod/index.js";
import { readText } from "../support/files.mjs";
import { run } from "../support/go.mjs";

/** Every vendored package that `go list` finds from `pattern` must be in modules.txt, under the same module, with the same Go version and replacement. */
export function compareVendor(directory, pattern, check, args = []) {
  const file = join(directory, "vendor", "modules.txt");
  if (!existsSync(file)) return;
  const modules = parseModulesTxt(readText(file).text);
  const byPackage = new Map(modules.flatMap((module) => module.packages.map((path) => [path, module])));
  const format = '{{with .Module}}{{if not .Main}}{{$.ImportPath}} {{.Path}} {{.Version}} {{.GoVersion}} {{with .Replace}}{{.Path}} {{.Version}}{{end}}{{end}}{{end}}';
  for (const line of run("go", ["list", "-e", "-mod=vendor", "-deps", "-f", format, ...args, pattern], directory, { GOWORK: "off", GOFLAGS: "" }).split("\n")) {
    if (line === "") continue;
    const [path, module, version, goVersion, replacement = "", replacementVersion = ""] = line.split(" ");
    const found = byPackage.get(path.replace(/^(cmd\/)?vendor\//, ""));
    check(file, path, [module, version, goVersion, replacement, replacementVersion], found && [found.path, found.version, found.goVersion ?? "", found.replacement?.path ?? "", found.replacement?.version ?? ""]);
  }
}

/** Calls `use` with a copy of the module in `directory` that has a vendor directory for the imports of `${file}.go`. */
export function withVendoredModule(directory, file, use) {
  const copy = mkdtempSync(join(tmpdir(), "oracle-vendor-"));
  try {
    for (const name of ["go.mod", "go.sum", `${file}.go`]) copyFileSync(join(directory, name), join(copy, name));
    run("go", ["mod", "vendor"], copy, { GOWORK: "off", GOFLAGS: "" });
    use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
