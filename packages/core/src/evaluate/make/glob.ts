/** Wildcards in file names, answered by the file system of the moment. Source: glob(3) as GNU make uses it. */
import type { Reason } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { FileView } from "../files/view.js";

export interface GlobResult {
  /** as the pattern writes them, sorted */
  readonly names: readonly string[];
  /** why there may be more or other names; null when these are all */
  readonly unknown: Reason | null;
}

const BOUND = 20_000;

export function hasWildcard(name: string): boolean {
  return /[*?[]/.test(name);
}

/** The files that match; without wildcards the name itself if there is such a file. */
export function glob(files: FileView, directory: string | null, pattern: string): GlobResult {
  if (absolutePath(directory, pattern) === null) return { names: [], unknown: { code: "file", text: "the directory is not known", at: null } };
  let unknown: Reason | null = null;
  let found: readonly string[] = [pattern.startsWith("/") ? "/" : ""];
  const parts = pattern.split("/").filter((part) => part !== "");
  const wantsDirectory = pattern.endsWith("/");
  parts.forEach((part, i) => {
    const last = i === parts.length - 1;
    const next: string[] = [];
    for (const prefix of found) {
      const names = hasWildcard(part) ? matching(part, prefix) : [part.replace(/\\(.)/g, "$1")];
      for (const name of names) {
        const path = `${prefix}${name}`;
        // what a directory lists is there
        if (last && !wantsDirectory && hasWildcard(part)) {
          next.push(path);
          continue;
        }
        const fact = files.stat(absolutePath(directory, path) as string);
        if (fact.kind === "unknown") unknown ??= fact.reason;
        else if (fact.kind === "directory" || (fact.kind !== "absent" && last && !wantsDirectory)) next.push(last && !wantsDirectory ? path : `${path}/`);
      }
    }
    found = next;
  });
  return { names: [...found].sort(), unknown };

  function matching(part: string, prefix: string): readonly string[] {
    const list = files.list(absolutePath(directory, prefix === "" ? "." : prefix) as string);
    if (list === null) return [];
    if (list.names.length > BOUND) {
      unknown ??= { code: "limit", text: `limit: more than ${BOUND} files in ${prefix}`, at: null };
      return [];
    }
    const matches = matcher(part);
    const fits = (name: string): boolean => (name.startsWith(".") ? part.startsWith(".") : true) && matches(name);
    const mayBeMore = !list.complete && (list.doubtful === undefined || list.doubtful.some(fits));
    if (mayBeMore) unknown ??= { code: "file", text: `other files may be in ${prefix === "" ? "the directory" : prefix}`, at: null };
    return list.names.filter(fits);
  }
}

/** Matches without backtracking over more than the last `*`, so that no pattern takes long. */
export function matcher(pattern: string): (name: string) => boolean {
  const tokens = tokenize(pattern);
  return (name) => {
    let token = 0;
    let star = -1;
    let retry = 0;
    let at = 0;
    while (at < name.length) {
      const current = tokens[token];
      if (current === "*") {
        star = token++;
        retry = at;
      } else if (current !== undefined && current(name[at] as string)) {
        token++;
        at++;
      } else if (star !== -1) {
        token = star + 1;
        at = ++retry;
      } else return false;
    }
    while (tokens[token] === "*") token++;
    return token === tokens.length;
  };
}

type Token = "*" | ((character: string) => boolean);

function tokenize(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    const close = character === "[" ? pattern.indexOf("]", at + (/[!^]/.test(pattern[at + 1] ?? "") ? 3 : 2)) : -1;
    if (character === "*") tokens.push("*");
    else if (character === "?") tokens.push(() => true);
    else if (close !== -1) {
      tokens.push(bracket(pattern.slice(at + 1, close)));
      at = close;
    } else if (character === "\\" && at + 1 < pattern.length) {
      const quoted = pattern[++at] as string;
      tokens.push((other) => other === quoted);
    } else tokens.push((other) => other === character);
  }
  return tokens;
}

function bracket(body: string): (character: string) => boolean {
  const negated = /^[!^]/.test(body);
  const set = negated ? body.slice(1) : body;
  return (character) => {
    let found = false;
    for (let i = 0; i < set.length; i++) {
      const low = set[i] as string;
      const high = set[i + 1] === "-" && i + 2 < set.length ? (set[i + 2] as string) : low;
      if (character >= low && character <= high) found = true;
      if (high !== low) i += 2;
    }
    return found !== negated;
  };
}
