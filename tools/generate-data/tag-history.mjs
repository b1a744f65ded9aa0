/**
 * Reads what floating tags of official images meant on which day from the history of docker-library/official-images, and writes
 * packages/core/data/facts/tag-history.json.
 *
 *   git clone --bare https://github.com/docker-library/official-images DIR
 *   node tools/generate-data/tag-history.mjs DIR
 *
 * The date of a meaning is the day on which the library file was merged; the images are built within hours. See packages/core/data/README.md.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

/** Images whose tags hide the distribution below them: tag → base, where the tag itself does not say it. */
const LANGUAGE_IMAGES = [
  "bash", "buildpack-deps", "docker", "eclipse-temurin", "gcc", "haproxy", "httpd", "mariadb", "memcached", "mysql", "nginx", "node", "php", "postgres",
  "python", "redis", "ruby", "rust",
];
const DEBIAN = ["wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "forky", "sid"];
const UBUNTU = ["precise", "trusty", "xenial", "bionic", "focal", "jammy", "noble", "questing", "resolute", "stonking"];
/** Images with so many minor versions that only the major ones are kept. */
const MAJOR_ONLY = ["bash", "docker", "node", "postgres", "rust"];
const START = "2017-01-01";

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error("usage: tag-history.mjs <bare clone of official-images>");

const git = (...args) => execFileSync("git", [`--git-dir=${directory}`, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });

/** Every state of a library file, oldest first: the day it was merged and its blocks. */
function* states(name) {
  const log = git("log", "--first-parent", "--reverse", "--format=%H %cs", "--", `library/${name}`).trim();
  for (const line of log.split("\n")) {
    const [commit, date] = line.split(" ");
    if (date < START) continue;
    yield { date, blocks: blocksOf(git("show", `${commit}:library/${name}`)) };
  }
}

/** Linux blocks of a library file: their tags and the directory for amd64. */
function blocksOf(text) {
  const blocks = [];
  for (const paragraph of text.replace(/^#.*\n/gm, "").split(/\n\s*\n/)) {
    const fields = new Map();
    for (const line of paragraph.split("\n")) {
      const match = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line);
      if (match !== null) fields.set(match[1], match[2]);
    }
    const tags = [fields.get("Tags"), fields.get("SharedTags")].filter(Boolean).join(", ").split(/,\s*/).filter(Boolean);
    const where = fields.get("amd64-Directory") ?? fields.get("Directory") ?? "";
    if (tags.length === 0 || /windows|nanoserver/.test(`${where} ${fields.get("Tags")}`)) continue;
    blocks.push({ tags, directory: where, fetch: fields.get("GitFetch") ?? "" });
  }
  return blocks;
}

/** Appends a meaning when it differs from the last one. */
function record(history, key, date, ...meaning) {
  const rows = (history[key] ??= []);
  const last = rows.at(-1);
  if (last !== undefined && JSON.stringify(last.slice(1)) === JSON.stringify(meaning)) return;
  if (last !== undefined && last[0] === date) rows.pop();
  rows.push([date, ...meaning]);
}

function golang() {
  const minors = {};
  const latest = {};
  for (const { date, blocks } of states("golang")) {
    const versions = new Map();
    for (const block of blocks) {
      for (const tag of block.tags) {
        const match = /^(\d+\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?)(?:-(.+))?$/.exec(tag);
        if (match === null) continue;
        const [, version, variant] = match;
        if (variant !== undefined && !/^alpine[\d.]*$/.test(variant) && !DEBIAN.includes(variant)) continue;
        // 1.20 is both the first release of its line and the floating name of the line
        if (/^\d+\.\d+$/.test(version) && block.tags.some((other) => new RegExp(`^${version.replace(".", "\\.")}\\.\\d`).test(other))) continue;
        const found = versions.get(version) ?? { variants: new Set(), debian: null, alpine: null };
        versions.set(version, found);
        const base = block.tags.map((t) => /-(alpine\d[\d.]*|[a-z]+)$/.exec(t)?.[1]).find((b) => b !== undefined && (DEBIAN.includes(b) || /^alpine\d/.test(b)));
        if (base === undefined) continue;
        found.variants.add(base);
        if (variant === undefined) found.debian = base;
        if (variant === "alpine") found.alpine = base;
      }
      if (block.tags.includes("latest")) {
        const full = block.tags.map((t) => /^(\d+\.\d+)(?:\.\d+)?(?:-|$)/.exec(t)?.[1]).find(Boolean);
        record(latest, "latest", date, full);
      }
    }
    for (const [version, { variants, debian, alpine }] of versions) {
      // before 2017-07 the file did not name the base of the untagged variant
      if (debian === null && alpine === null) continue;
      const line = /^\d+\.\d+/.exec(version)[0];
      const key = /rc|beta/.test(version) ? `${line}-rc` : line;
      record(minors, key, date, version, debian, alpine, [...variants].sort().join(" "));
    }
  }
  const sorted = Object.fromEntries(Object.entries(minors).sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
  return { columns: ["from", "version", "debian", "alpine", "variants"], latest: latest.latest, lines: sorted };
}

/** alpine, debian, ubuntu: floating names → release. */
function distribution(name, floating, releaseOf) {
  const history = {};
  for (const { date, blocks } of states(name)) {
    for (const block of blocks) {
      const release = releaseOf(block);
      if (release === null) continue;
      for (const tag of floating) if (block.tags.includes(tag)) record(history, tag, date, release);
    }
  }
  return history;
}

const numbered = (block) => block.tags.map((tag) => /^(\d+(?:\.0)?)(?:-minimal)?$/.exec(tag)?.[1]).find(Boolean) ?? null;

/** debian names its suites by themselves: which block `stable` is shows in its directory only by number, so by the comment of the block with the same number. */
function debian() {
  const history = {};
  const numbers = { 8: "jessie", 9: "stretch", 10: "buster", 11: "bullseye", 12: "bookworm", 13: "trixie", 14: "forky" };
  for (const { date, blocks } of states("debian")) {
    const latest = blocks.find((block) => block.tags.includes("latest"));
    const suite = latest?.tags.find((tag) => DEBIAN.includes(tag));
    if (suite === undefined) continue;
    record(history, "latest", date, suite);
    const number = Number(Object.entries(numbers).find(([, s]) => s === suite)[0]);
    const named = (n) => numbers[n] ?? null;
    for (const [tag, n] of [["stable", number], ["oldstable", number - 1], ["oldoldstable", number - 2], ["testing", number + 1]]) {
      if (blocks.some((block) => block.tags.includes(tag)) && named(n) !== null) record(history, tag, date, named(n));
    }
  }
  return history;
}

/** Tag → libc of the untagged variant (amd64), with the day on which a tag was last listed: it keeps what it was built on then. */
function busybox() {
  const history = {};
  const lastListed = {};
  for (const { date, blocks } of states("busybox")) {
    for (const block of blocks) {
      const libc = /(uclibc|glibc|musl)/.exec(block.directory)?.[1];
      if (libc === undefined) continue;
      for (const tag of block.tags) {
        if (!/^(latest|stable|unstable|\d+(\.\d+)?)$/.test(tag)) continue;
        record(history, tag, date, libc);
        lastListed[tag] = date;
      }
    }
  }
  const end = Object.values(lastListed).sort().at(-1);
  for (const tag of Object.keys(lastListed)) if (lastListed[tag] === end) delete lastListed[tag];
  return { libc: history, lastListed };
}

/** Tags of at most two numbers and no named base → base that the same block names elsewhere. */
function language(name) {
  const history = {};
  const version = MAJOR_ONLY.includes(name) ? "\\d+" : "\\d+(\\.\\d+)?";
  const kept = new RegExp(`^((latest|lts|current|stable|mainline|${version})(-alpine)?|alpine)$`);
  for (const { date, blocks } of states(name)) {
    for (const block of blocks) {
      const words = [...block.tags, block.directory].flatMap((tag) => tag.split(/[-/]/));
      const alpine = words.map((word) => /^alpine(\d+\.\d+)$/.exec(word)?.[1]).find(Boolean);
      const suite = words.find((word) => DEBIAN.includes(word));
      const release = words.find((word) => UBUNTU.includes(word));
      const oracle = words.map((word) => /^oracle(?:linux)?(\d+)$/.exec(word)?.[1]).find(Boolean);
      const base = alpine !== undefined ? `alpine:${alpine}` : suite !== undefined ? `debian:${suite}` : release !== undefined ? `ubuntu:${release}` : oracle !== undefined ? `el${oracle}` : null;
      if (base === null) continue;
      for (const tag of block.tags) if (kept.test(tag)) record(history, tag, date, base);
    }
  }
  return Object.fromEntries(Object.entries(history).sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
}

const [commit, until] = git("log", "-1", "--format=%H %cs").trim().split(" ");
const facts = {
  $schema: "../schema/tag-history.schema.json",
  schema: "tag-history/1",
  source: `docker-library/official-images@${commit.slice(0, 10)}`,
  since: START,
  until,
  golang: golang(),
  alpine: distribution("alpine", ["latest", "3", "edge"], (block) => block.tags.map((tag) => /^(\d+\.\d+)(?:\.\d+)?$/.exec(tag)?.[1]).find(Boolean) ?? null),
  debian: debian(),
  ubuntu: distribution("ubuntu", ["latest", "rolling", "devel"], (block) => block.tags.find((tag) => /^[a-z]+$/.test(tag) && !["latest", "rolling", "devel"].includes(tag)) ?? null),
  fedora: distribution("fedora", ["latest"], numbered),
  amazonlinux: distribution("amazonlinux", ["latest"], numbered),
  photon: distribution("photon", ["latest"], numbered),
  almalinux: distribution("almalinux", ["latest", "minimal"], numbered),
  busybox: busybox(),
  bases: Object.fromEntries(LANGUAGE_IMAGES.map((name) => [name, language(name)])),
};

/** One line per tag: the file is read by people who check a date. */
function print(value, depth = 0) {
  if (Array.isArray(value) || value === null || typeof value !== "object") return JSON.stringify(value);
  const pad = " ".repeat(depth + 1);
  const body = Object.entries(value).map(([key, inner]) => `${pad}${JSON.stringify(key)}: ${print(inner, depth + 1)}`);
  return `{\n${body.join(",\n")}\n${" ".repeat(depth)}}`;
}
writeFileSync(new URL("../../packages/core/data/facts/tag-history.json", import.meta.url), `${print(facts)}\n`);
