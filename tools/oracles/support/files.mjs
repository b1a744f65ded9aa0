/** Files of a corpus, and offsets in them. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files below `directory` whose name `wanted` accepts, in a fixed order. Symbolic links are not followed. */
export function* walk(directory, wanted) {
  let entries;
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch {
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(path, wanted);
    else if (entry.isFile() && wanted(entry.name)) yield path;
  }
}

/** Files of several directories; one of each content, every `step`th of them. */
export function corpus(directories, wanted, step = 1) {
  const seen = new Set();
  const files = [];
  let index = 0;
  for (const directory of directories) {
    for (const file of walk(directory, wanted)) {
      if (index++ % step !== 0) continue;
      const digest = createHash("md5").update(readFileSync(file)).digest("base64");
      if (seen.has(digest)) continue;
      seen.add(digest);
      files.push(file);
    }
  }
  return files;
}

/** A file as core reads it: text without byte order mark, and a function from byte offsets of the file to offsets of the text. */
export function readText(file) {
  const bytes = readFileSync(file);
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.toString("utf8", bom);
  if (text.length === bytes.length - bom) return { text, units: (offset) => offset - bom };
  let map;
  return { text, units: (offset) => (map ??= unitsByByte(bytes, bom))[offset] };
}

/** The offset in UTF-16 units of each character that begins at a byte. Bytes that are no UTF-8 are decoded one by one. */
function unitsByByte(bytes, bom) {
  const map = new Uint32Array(bytes.length + 1);
  let units = 0;
  for (let i = bom; i <= bytes.length; ) {
    map[i] = units;
    const first = bytes[i];
    const length = first < 0xc0 || first === undefined ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    units += bytes.toString("utf8", i, i + length).length;
    i += length;
  }
  return map;
}

/** Compares two plain values; returns null or a short text that shows the difference. */
export function difference(expected, actual) {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(actual)];
  return a === b ? null : `expected ${clip(a)}, got ${clip(b)}`;
}

function clip(text = "undefined") {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
