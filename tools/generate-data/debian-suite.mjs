/**
 * Reads from Debian's own packages what base-images.json says of a release's image, and prints what differs: the version of glibc, its loader, the time zones
 * (legacy names among them), the users of /etc/passwd, the dash that is /bin/sh.
 *
 *   node tools/generate-data/debian-suite.mjs SUITE…      a new suite has no facts yet: everything that is printed is to be written
 *
 * Packages are got by the machine's apt, with lists of its own. Exits with 1 when something differs.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGES = ["apt", "base-passwd", "dash", "libc6", "tzdata"];
const facts = JSON.parse(readFileSync(new URL("../../packages/core/data/facts/base-images.json", import.meta.url), "utf8"));
const fetchDebs = new URL("../oracles/matrix/fetch-debs.py", import.meta.url).pathname;

const suites = process.argv.slice(2);
if (suites.length === 0) throw new Error("usage: debian-suite.mjs SUITE…");
for (const suite of suites) {
  const found = readSuite(suite);
  const told = toldOf(facts.os[`debian:${suite}`]);
  const differing = Object.keys(found).filter((key) => JSON.stringify(found[key]) !== JSON.stringify(told[key]));
  for (const key of differing) console.log(`${suite}: ${key} is ${JSON.stringify(found[key])}, the facts have ${JSON.stringify(told[key] ?? null)}`);
  console.log(`${suite}: ${Object.keys(found).length - differing.length} facts agree, ${differing.length} differ`);
  if (differing.length > 0) process.exitCode = 1;
}

/** The same questions, answered by the packages. */
function readSuite(suite) {
  const directory = mkdtempSync(join(tmpdir(), `${suite}-`));
  try {
    execFileSync("python3", [fetchDebs, suite, directory, ...PACKAGES], { stdio: ["ignore", "ignore", "inherit"] });
    const deb = (name) => join(directory, readdirSync(directory).find((file) => file.startsWith(`${name}_`)));
    const list = (name) => archive(deb(name), "--list").split("\n");
    const zones = list("tzdata");
    const loader = facts.interpreters.glibc.amd64;
    return {
      "libc.version": /^[\d.]+?(?=-)/.exec(field(deb("libc6"), "Version"))?.[0],
      loaders: list("libc6").some((path) => path === `.${loader}` || path === `./usr${loader}`) ? ["glibc"] : [],
      "shell.kind": field(deb("dash"), "Essential") === "yes" ? "dash" : null,
      zoneinfo: field(deb("tzdata"), "Priority") === "required" && zones.includes("./usr/share/zoneinfo/Europe/Berlin"),
      legacyZoneNames: zones.includes("./usr/share/zoneinfo/US/Eastern"),
      users: usersOf(archive(deb("base-passwd"), "--extract", "--to-stdout", "./usr/share/base-passwd/passwd.master"), deb("apt")),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function toldOf(os) {
  if (os === undefined) return {};
  const users = os.usersComplete ? os.users.map(({ name }) => name).sort() : null;
  return { "libc.version": os.libc.version, loaders: os.loaders, "shell.kind": os.shell?.kind ?? null, zoneinfo: os.zoneinfo, legacyZoneNames: os.legacyZoneNames, users };
}

/** base-passwd has the static users; apt makes its own when it is configured. */
function usersOf(passwd, apt) {
  const names = passwd.split("\n").map((line) => line.split(":")[0]).filter((name) => name !== "");
  const script = execFileSync("dpkg-deb", ["--info", apt, "postinst"], { encoding: "utf8" });
  if (/adduser[^]*_apt/.test(script)) names.push("_apt");
  return [...new Set(names)].sort();
}

function field(deb, name) {
  return execFileSync("dpkg-deb", ["--field", deb, name], { encoding: "utf8" }).trim();
}

function archive(deb, ...args) {
  const tar = spawnSync("dpkg-deb", ["--fsys-tarfile", deb], { maxBuffer: 1 << 30 });
  return execFileSync("tar", [...args.slice(0, 1), "--file=-", ...args.slice(1)], { input: tar.stdout, encoding: "utf8", maxBuffer: 1 << 28 });
}
