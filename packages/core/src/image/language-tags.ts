/** Tags of official images that are built on a distribution which their tags name, or do not. */
import { tagHistory } from "./tag-history.generated.js";
import { toMeanings } from "./golang.js";

export interface SystemMeaning {
  readonly since: string;
  readonly os: string;
}

const DEBIAN = new Set(["wheezy", "jessie", "stretch", "buster", "bullseye", "bookworm", "trixie", "forky", "sid"]);
const UBUNTU = new Set(["trusty", "xenial", "bionic", "focal", "jammy", "noble", "questing", "resolute", "stonking"]);

/**
 * What lies below a tag. A codename or `alpineX.Y` in the tag always wins; else the history of the tag's version. A release that has no
 * history of its own is any of the systems that its line had: all are returned, and `settled` is false.
 */
export function languageTag(image: string, tag: string): { readonly meanings: readonly SystemMeaning[]; readonly settled: boolean; readonly named: boolean } | null {
  const words = tag.split("-");
  if (words.some((word) => word === "windowsservercore" || word === "nanoserver" || /^ubi\d+$/.test(word))) return null;
  for (const word of words) {
    const alpine = /^alpine(3\.\d+)$/.exec(word)?.[1];
    const os = alpine !== undefined ? `alpine:${alpine}` : DEBIAN.has(word) ? `debian:${word}` : UBUNTU.has(word) ? `ubuntu:${word}` : null;
    if (os !== null) return { meanings: [{ since: "", os }], settled: true, named: true };
  }
  const history = tagHistory().bases[image] ?? {};
  const version = words.find((word) => /^(latest|lts|current|stable|mainline|\d+(\.\d+)*)$/.test(word)) ?? "latest";
  const key = (text: string): string => (!words.includes("alpine") ? text : text === "latest" ? "alpine" : `${text}-alpine`);
  for (let text: string | null = version; text !== null; text = shorter(text)) {
    const found = history[key(text)];
    if (found === undefined) continue;
    const meanings = toMeanings(found).map(({ since, meaning }) => ({ since, os: meaning }));
    return { meanings, settled: text === version || meanings.length === 1, named: false };
  }
  return null;
}

/** "3.12.1" → "3.12" → "3" → null */
function shorter(version: string): string | null {
  const dot = version.lastIndexOf(".");
  return dot === -1 ? null : version.slice(0, dot);
}
