/** Functions for file names as text. Source: function.c (func_basename_dir, func_notdir_suffix, abspath). */
import type { Traced } from "../../../text/index.js";
import { carrier, isEmpty, literal, literalOf, OPAQUE, originOf, slice, WORD_SHAPE } from "../../../text/index.js";
import { absolutePath } from "../../../workspace/index.js";
import { perVariant, unknownFrom } from "../values.js";
import { gap, mapWords, word } from "../words.js";

type Cut = (name: string) => readonly [start: number, end: number] | string;

/** Cuts each word (what is left of `a/` for `notdir` is an empty one); `decisive` are the characters on which it depends: where something unknown may hold one behind the cut, the word is unknown. */
function cutWords(x: Traced, decisive: string, cut: Cut, keepsEmpty = true): Traced {
  return perVariant([x], (text) =>
    mapWords(
      text,
      (item) => {
        const name = carrier(item);
        const last = Math.max(...[...decisive].map((character) => name.lastIndexOf(character)));
        if (name.lastIndexOf(OPAQUE) > last) return [gap(unknownFrom([item], "file name"))];
        const found = cut(name);
        const value = typeof found === "string" ? literal(found, originOf(item)) : slice(item, ...found);
        return isEmpty(value) && !keepsEmpty ? [] : [word(value)];
      },
      (item) => unknownFrom([item], "file names"),
    ),
  );
}

export function dir(x: Traced): Traced {
  return cutWords(x, "/", (name) => (name.includes("/") ? [0, name.lastIndexOf("/") + 1] : "./"));
}

export function notdir(x: Traced): Traced {
  return cutWords(x, "/", (name) => [name.lastIndexOf("/") + 1, name.length]);
}

export function suffix(x: Traced): Traced {
  return cutWords(x, "/.", (name) => {
    const dot = name.lastIndexOf(".");
    return dot > name.lastIndexOf("/") ? [dot, name.length] : [0, 0];
  }, false);
}

export function basename(x: Traced): Traced {
  return cutWords(x, "/.", (name) => {
    const dot = name.lastIndexOf(".");
    return [0, dot > name.lastIndexOf("/") ? dot : name.length];
  });
}

export function abspath(directory: string | null, x: Traced): Traced {
  return perVariant([x], (text) =>
    mapWords(
      text,
      (item) => {
        const name = literalOf(item);
        const path = name === null ? null : absolutePath(directory, name);
        if (path === null) return [word(unknownFrom([item], "directory", WORD_SHAPE))];
        return path === name ? [word(item)] : [word(literal(path, originOf(item)))];
      },
      (item) => unknownFrom([item], "file names"),
    ),
  );
}

