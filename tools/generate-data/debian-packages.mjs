/**
 * Computes what Debian packages bring, through their dependencies, of the things that decide how Go programs are built and run: compilers, C
 * headers, the CA bundle, tools, shared libraries. Run on a Debian machine after `apt-get update`; writes data/facts/debian-packages.json.
 *
 *   node tools/generate-data/debian-packages.mjs [name…]     names are added to those of the file
 *
 * What the suite's minimal image has is not counted as brought. The first alternative of a dependency is taken, as apt does.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const facts = new URL("../../packages/core/data/facts/", import.meta.url);
const file = new URL("debian-packages.json", facts);
const previous = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { packages: {} };
const libraries = JSON.parse(readFileSync(new URL("shared-libraries.json", facts), "utf8")).libraries;

const release = readFileSync("/etc/os-release", "utf8");
const suite = /^VERSION_CODENAME=(\w+)/m.exec(release)?.[1];
const architecture = execFileSync("dpkg", ["--print-architecture"], { encoding: "utf8" }).trim();
const providers = new Map();
const available = readAvailable();

/** Packages that are themselves such a thing. */
const THINGS = {
  "ca-certificates": "ca-certificates", "libc6-dev": "c-headers", gcc: "gcc", "g++": "g++", clang: "clang", make: "make", git: "git", curl: "curl", wget: "wget",
  pkgconf: "pkg-config", "pkg-config": "pkg-config", "musl-tools": "musl-gcc", "tzdata-legacy": "legacy-zone-names", netbase: "netbase", mercurial: "hg", subversion: "svn",
  openssl: "openssl", "golang-go": "go", tzdata: "zoneinfo",
};
for (const [key, library] of Object.entries(libraries)) {
  for (const name of Object.values(library.debian[suite] ?? {})) THINGS[name] = [THINGS[name], `lib:${key}`].filter(Boolean).join(" ");
  for (const name of library.dev) THINGS[name] = [THINGS[name], `dev:${key}`].filter(Boolean).join(" ");
}

const base = closureOf([...available].filter(([, { required }]) => required).map(([name]) => name).concat("apt"), false, new Set());
// Debian's image has it, Ubuntu's has not: what depends on it matters there.
base.delete("tzdata");
const names = [...new Set([...Object.keys(previous.packages), ...process.argv.slice(2), ...Object.keys(THINGS)])].filter((name) => available.has(name)).sort();
const packages = {};
for (const name of names) {
  const depends = closureOf([name], false, base);
  const recommends = closureOf([name], true, base);
  packages[name] = { brings: things(depends), recommends: things(recommends).filter((thing) => !things(depends).includes(thing)) };
}

const lines = Object.entries(packages).map(([name, { brings, recommends }]) => ` ${JSON.stringify(name)}: ${JSON.stringify({ brings: brings.join(" "), ...(recommends.length > 0 ? { recommends: recommends.join(" ") } : {}) })}`);
const head = { $schema: "../schema/debian-packages.schema.json", schema: "debian-packages/1", suite, arch: architecture, generated: new Date().toISOString().slice(0, 10), source: "Debian archive index read through apt-cache", confidence: "verified" };
writeFileSync(file, `${JSON.stringify(head).slice(0, -1)},\n"packages": {\n${lines.join(",\n")}\n}}\n`);

function things(closure) {
  const found = [...closure].flatMap((name) => (THINGS[name] ?? "").split(" "));
  if ([...closure].some((name) => makesUsers(name))) found.push("users");
  return [...new Set(found)].filter((thing) => thing !== "").sort();
}

/** A package whose scripts make users depends on the program that does it. Source: Debian policy 9.2.2. */
function makesUsers(name) {
  return (available.get(name)?.depends ?? []).flat().some((dependency) => ["adduser", "systemd-sysusers", "systemd-standalone-sysusers", "opensysusers"].includes(dependency));
}

/** Packages that come with others, the given ones included; those of `present` are there already. */
function closureOf(roots, recommends, present) {
  const found = new Set(roots);
  const provided = new Set([...present].flatMap((name) => available.get(name)?.provides ?? []));
  const waiting = [...roots];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const stanza = available.get(name);
    if (stanza === undefined) continue;
    for (const alternatives of [...stanza.depends, ...(recommends ? stanza.recommends : [])]) {
      if (alternatives.some((choice) => present.has(choice) || found.has(choice) || provided.has(choice))) continue;
      const choice = alternatives.map((alternative) => (available.has(alternative) ? alternative : providers.get(alternative)?.[0])).find((each) => each !== undefined);
      if (choice === undefined || found.has(choice) || present.has(choice)) continue;
      found.add(choice);
      waiting.push(choice);
    }
  }
  return found;
}

/** The newest version of each package that the machine's indices offer from the suite. */
function readAvailable() {
  const packages = new Map();
  providers.clear();
  for (const text of execFileSync("apt-cache", ["dumpavail"], { encoding: "utf8", maxBuffer: 1 << 30 }).split("\n\n")) {
    const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
    const name = field("Package");
    if (name === "" || ![architecture, "all"].includes(field("Architecture")) || !/^pool\//.test(field("Filename"))) continue;
    const list = (value) => value.split(",").map((entry) => entry.split("|").map((choice) => choice.trim().replace(/[\s:([].*$/, ""))).filter(([first]) => first !== "");
    const provides = list(field("Provides")).map(([first]) => first);
    packages.set(name, { depends: [...list(field("Pre-Depends")), ...list(field("Depends"))], recommends: list(field("Recommends")), provides, required: field("Priority") === "required" || field("Essential") === "yes" });
    for (const virtual of provides) providers.set(virtual, [...(providers.get(virtual) ?? []), name]);
  }
  return packages;
}
