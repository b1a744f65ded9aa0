/** What GNU readelf and the go command print of a file, as fields. */
import { spawnSync } from "node:child_process";

const ENV = { ...process.env, LC_ALL: "C" };

/** Null when the file is not ELF. @param {string} path @returns {Record<string, unknown> | null} */
export function readelf(path) {
  const result = spawnSync("readelf", ["-hlSdVnW", path], { encoding: "utf8", maxBuffer: 1 << 28, env: ENV });
  const text = result.stdout;
  if (!text.includes("ELF Header")) return null;
  const sections = sectionsOf(text);
  return {
    class: Number(field(text, "Class").slice(3)),
    endianness: field(text, "Data").includes("little") ? "little" : "big",
    type: field(text, "Type").split(" ")[0],
    entry: Number(field(text, "Entry point address")),
    flags: Number(field(text, "Flags").split(",")[0]),
    segments: segmentsOf(text),
    sections,
    interpreter: /Requesting program interpreter: ([^\]]+)\]/.exec(text)?.[1] ?? null,
    ...dynamicOf(text),
    versionNeeds: versionsOf(text),
    notes: notesOf(text),
    gnuBuildId: /Build ID: ([0-9a-f]+)/.exec(text)?.[1] ?? null,
    abiTag: abiTagOf(text),
    symtab: sections.some(({ type }) => type === "SYMTAB"),
    dwarf: sections.some(({ name }) => name === ".debug_info" || name === ".zdebug_info"),
  };
}

/** @param {string} text @param {string} name */
function field(text, name) {
  return new RegExp(`^  ${name}:\\s+(.*)$`, "m").exec(text)?.[1] ?? "";
}

/** @param {string} text */
function segmentsOf(text) {
  const rows = text.matchAll(/^ {2}([A-Z_0-9a-z+<>: ]+?)\s+(0x[0-9a-f]+) (0x[0-9a-f]+) (0x[0-9a-f]+) (0x[0-9a-f]+) (0x[0-9a-f]+) ([R ][W ][E ])\s+(0x[0-9a-f]+|0)$/gm);
  return [...rows].map(([, type = "", offset, address, physical, fileSize, memorySize, flags = "", align]) => ({
    type,
    offset: Number(offset),
    address: Number(address),
    physicalAddress: Number(physical),
    fileSize: Number(fileSize),
    memorySize: Number(memorySize),
    flags: flags.trim().replaceAll(" ", ""),
    align: Number(align),
  }));
}

/** @param {string} text */
function sectionsOf(text) {
  const rows = text.matchAll(/^ {2}\[ *\d+\] (\S*)\s+([A-Z_0-9a-z]+|<unknown>:? ?\S*|[A-Z]+: \S+)\s+([0-9a-f]{8,16}) ([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) ([A-Za-z ]{3,4}?)\s+(\d+)\s+(\d+)\s+(\d+)$/gm);
  return [...rows].map(([, name, type, address, offset, size, entrySize, flags = "", link, info, align]) => ({
    name,
    type,
    address: parseInt(address ?? "", 16),
    offset: parseInt(offset ?? "", 16),
    size: parseInt(size ?? "", 16),
    entrySize: parseInt(entrySize ?? "", 16),
    flags: flags.trim(),
    link: Number(link),
    info: Number(info),
    align: Number(align),
  }));
}

/** @param {string} text */
function dynamicOf(text) {
  const entries = [...text.matchAll(/^ 0x([0-9a-f]{8,16}) \((\S+?)\)\s*(.*)$/gm)].map(([, tag = "", name, value = ""]) => ({ tag: parseInt(tag, 16), name, value }));
  if (!/^Dynamic section at/m.test(text)) return { dynamic: null };
  /** @param {string} name */
  const quoted = (name) => entries.filter((entry) => entry.name === name).map(({ value }) => /\[(.*)\]$/.exec(value)?.[1] ?? value);
  /** @param {string} name */
  const flags = (name) => entries.find((entry) => entry.name === name)?.value.replace("Flags:", "").trim().split(/\s+/) ?? [];
  return {
    dynamic: {
      tags: entries.map(({ tag }) => tag).filter((tag) => tag !== 0),
      needed: quoted("NEEDED"),
      soname: quoted("SONAME")[0] ?? null,
      rpath: quoted("RPATH")[0] ?? null,
      runpath: quoted("RUNPATH")[0] ?? null,
      pie: flags("FLAGS_1").includes("PIE"),
      noDelete: flags("FLAGS_1").includes("NODELETE"),
      bindNow: flags("FLAGS").includes("BIND_NOW") || flags("FLAGS_1").includes("NOW") || entries.some(({ name }) => name === "BIND_NOW"),
    },
  };
}

/** @param {string} text */
function versionsOf(text) {
  /** @type {{ library: string | undefined, versions: { name: string | undefined, weak: boolean }[] }[]} */
  const needs = [];
  for (const line of text.split("\n")) {
    const file = /^ {2}\S+: Version: \d+ {2}File: (\S+) {2}Cnt: \d+$/.exec(line);
    if (file !== null) needs.push({ library: file[1], versions: [] });
    const name = /^ {2}0x\S+: {3}Name: (\S+) {2}Flags: (.*?) {2}Version: \d+$/.exec(line);
    if (name !== null) needs.at(-1)?.versions.push({ name: name[1], weak: (name[2] ?? "").includes("WEAK") });
  }
  return needs;
}

/** Owner and size; readelf reads sections where there are some, and a section may be in no segment. @param {string} text */
function notesOf(text) {
  return [...text.matchAll(/^ {2}(\S+)[ \t]+(0x[0-9a-f]{8})\t/gm)].map(([, owner, size]) => `${owner} ${Number(size)}`);
}

/** @param {string} text */
function abiTagOf(text) {
  const found = /OS: (\w+), ABI: ([\d.]+)/.exec(text);
  return found === null ? null : { os: found[1], kernel: found[2] };
}

/** What `go version -m` prints, without the name of the file; null for no Go program. @param {string} path */
export function goVersion(path) {
  const { status, stdout } = spawnSync("go", ["version", "-m", path], { encoding: "utf8", maxBuffer: 1 << 28, env: { ...ENV, GOTOOLCHAIN: "local" } });
  return status === 0 && stdout.startsWith(`${path}: `) ? stdout.slice(path.length + 2) : null;
}

/** The build id that the go command reads; null without one. @param {string} path */
export function goBuildId(path) {
  const { status, stdout } = spawnSync("go", ["tool", "buildid", path], { encoding: "utf8", env: { ...ENV, GOTOOLCHAIN: "local" } });
  return status === 0 && stdout.trim() !== "" ? stdout.trim() : null;
}
