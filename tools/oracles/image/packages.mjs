/** Files of Debian packages: those installed on this machine when it is Debian 12, those in LAB_HOME/dl (matrix/fetch-debs.py) otherwise. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { isInstalled } from "../support/debian.mjs";
import { run } from "../support/go.mjs";
import { LAB } from "../support/lab.mjs";

/** Documentation is left out, as in the slim images. */
const LEFT_OUT = /^\/usr\/share\/(doc|man|info|locale|lintian|bug)\//;

export function isBookworm() {
  return existsSync("/etc/os-release") && /^VERSION_CODENAME=bookworm$/m.test(readFileSync("/etc/os-release", "utf8")) && existsSync("/var/lib/dpkg/status");
}

/** Copies the files of installed packages below a directory, /bin, /lib and /sbin being links. */
export function copyInstalled(names, directory) {
  for (const name of ["bin", "lib", "lib64", "sbin"]) mkdirSync(join(directory, "usr", name), { recursive: true });
  const paths = run("dpkg-query", ["-L", ...names]).split("\n").filter((path) => path.startsWith("/") && path !== "/." && !LEFT_OUT.test(path));
  const there = [...new Set(paths)].filter((path) => existsSync(path)).map((path) => `.${path}`);
  const archive = spawnSync("tar", ["--create", "--no-recursion", "--directory=/", "--files-from=-"], { input: there.join("\n"), maxBuffer: 1 << 30 });
  if (archive.status !== 0) throw new Error(`tar: ${archive.stderr}`);
  extract(archive.stdout, directory);
}

/** Unpacks downloaded packages of a suite below a directory. */
export function unpack(suite, names, directory, only = []) {
  mkdirSync(directory, { recursive: true });
  for (const name of names) {
    const file = readdirSync(join(LAB, "dl", suite)).find((each) => each.startsWith(`${name}_`));
    const archive = spawnSync("dpkg-deb", ["--fsys-tarfile", join(LAB, "dl", suite, file)], { maxBuffer: 1 << 30 });
    extract(archive.stdout, directory, ["--exclude=./usr/share/doc", "--exclude=./usr/share/man", ...only]);
  }
}

function extract(archive, directory, args = []) {
  run("tar", ["--extract", "--keep-directory-symlink", `--directory=${directory}`, ...args], directory, {}, archive);
}

/** Packages of a suite that were not downloaded. */
export function notDownloaded(suite, names) {
  const directory = join(LAB, "dl", suite);
  const there = existsSync(directory) ? readdirSync(directory) : [];
  return names.filter((name) => !there.some((file) => file.startsWith(`${name}_`)));
}

/** Names that dpkg knows with priority "required", which every image of Debian has, and all that they depend on. */
export function requiredPackages() {
  const stanzas = new Map(
    readFileSync("/var/lib/dpkg/status", "utf8").split("\n\n").map((text) => {
      const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
      const depends = `${field("Pre-Depends")},${field("Depends")}`.split(",").map((each) => each.split("|")[0].trim().replace(/[\s:(].*$/, ""));
      return [field("Package"), { required: field("Priority") === "required", depends }];
    }),
  );
  const found = new Set([...stanzas].filter(([, { required }]) => required).map(([name]) => name));
  for (const name of found) for (const other of stanzas.get(name)?.depends ?? []) if (stanzas.has(other)) found.add(other);
  return [...found, "adduser", "libstdc++6"].filter((name) => isInstalled(name));
}
