import type { FileView } from "../evaluate/files/index.js";
import type { CommandCall } from "../evaluate/model.js";
import type { GoCommand, GoHost } from "../gobuild/index.js";
import type { ImportClosure } from "../gopackages/index.js";
import { known, literalOf, unknown, type Verdict } from "../text/index.js";
import { join, normalize } from "../workspace/index.js";

export interface OutputQuestion {
  readonly command: GoCommand;
  /** null when the program is not known */
  readonly closure: ImportClosure | null;
  readonly call: CommandCall;
  /** before the build: `-o` names a directory if one is there */
  readonly files: FileView;
  readonly host: GoHost;
  /** how many programs the command builds */
  readonly programs: number;
  /** how many packages it names, at least: programs and others */
  readonly packages: number;
}

/**
 * The absolute path that a program is written to; null when it is written nowhere (several packages without -o, `go run`).
 * Source: cmd/go/internal/work/build.go, runBuild and runInstall; load.DefaultExecName.
 */
export function outputPath({ command, closure, call, files, host, programs, packages }: OutputQuestion): Verdict<string | null> {
  if (command.verb === "run" || (command.settings.buildMode.kind === "known" && command.settings.buildMode.value === "c-archive")) return known(null);
  const { directory, output } = command;
  if (output.kind === "unknown") return output;
  const name = executableName(command, closure);
  if (command.verb === "install") return name.kind === "unknown" ? name : installPath(name.value, command, call, host);
  if (output.value === null) {
    if (packages > 1) return known(null);
    if (name.kind === "unknown") return name;
    return directory.kind === "unknown" ? directory : known(join(directory.value, name.value));
  }
  if (output.value === "/dev/null") return known(null);
  const path = absolute(output.value, directory);
  if (path.kind === "unknown") return path;
  const intoDirectory = output.value.endsWith("/") || programs > 1 || files.stat(path.value).kind === "directory";
  if (!intoDirectory) return path;
  return name.kind === "unknown" ? name : known(join(path.value, name.value));
}

/** `go install` writes to GOBIN, else to bin of GOPATH; for another platform to a subdirectory of that. */
function installPath(name: string, { settings }: GoCommand, call: CommandCall, host: GoHost): Verdict<string> {
  const bin = setting(call, "GOBIN");
  if (bin.kind === "unknown") return bin;
  if (bin.value !== null) return known(join(bin.value, name));
  const path = setting(call, "GOPATH");
  if (path.kind === "unknown") return path;
  const root = path.value?.split(":")[0] ?? null;
  const home = setting(call, "HOME");
  if (root === null && (home.kind === "unknown" || home.value === null)) return unknown({ code: "file", text: "GOPATH", at: call.at });
  const gopath = root ?? join(home.kind === "known" ? (home.value ?? "") : "", "go");
  const { goos, goarch } = settings;
  if (goos.kind === "unknown") return goos;
  if (goarch.kind === "unknown") return goarch;
  const foreign = goos.value !== host.os || goarch.value !== host.arch;
  return known(join(gopath, "bin", foreign ? `${goos.value}_${goarch.value}` : "", name));
}

function setting(call: CommandCall, name: string): Verdict<string | null> {
  const variable = call.environment.getExported(name);
  if (variable === null) return known(null);
  const value = literalOf(variable.value);
  if (value === null || variable.set === "maybe") return unknown({ code: "caller", text: name, at: call.at });
  return known(value === "" ? null : value);
}

function absolute(path: string, directory: Verdict<string>): Verdict<string> {
  if (path.startsWith("/")) return known(normalize(path));
  return directory.kind === "unknown" ? directory : known(normalize(join(directory.value, path)));
}

/** The last element of the import path, the one before it when the last is a major version; the first file's name for files. */
function executableName(command: GoCommand, closure: ImportClosure | null): Verdict<string> {
  const windows = command.settings.goos.kind === "known" && command.settings.goos.value === "windows" ? ".exe" : "";
  const packages = command.packages.kind === "known" ? command.packages.value : null;
  const [first] = packages ?? [];
  if (first?.endsWith(".go") === true) return known(first.slice(first.lastIndexOf("/") + 1, -".go".length) + windows);
  if (closure !== null) return known(lastElement(closure.main.importPath) + windows);
  if (packages?.length === 1 && first !== undefined && !first.includes("...") && !/^\.{1,2}$/.test(first)) return known(lastElement(first.split("@")[0] ?? first) + windows);
  return unknown({ code: "package", text: "the import path of the program", at: command.at });
}

function lastElement(importPath: string): string {
  const elements = importPath.replace(/\/+$/, "").split("/");
  const last = elements.at(-1) ?? importPath;
  return /^v[2-9]\d*$|^v1\d+$/.test(last) && elements.length > 1 ? (elements.at(-2) as string) : last;
}
