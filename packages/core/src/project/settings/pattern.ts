/** Patterns of paths in the configuration: `*` and `?` in a name, `**` for any directories, `{a,b}`. */

/** Paths that one pattern with braces may stand for; further ones are not looked at. */
const MAX_ALTERNATIVES = 64;

/** Whether a text is a pattern, and not one path. */
export function isPattern(text: string): boolean {
  return /[*?{]/.test(text);
}

/** A test for paths from the root; `./` before a pattern means nothing. */
export function pathPattern(text: string): (path: string) => boolean {
  const alternatives = alternativesOf(text.replace(/^(?:\.\/)+/, "")).map((pattern) => pattern.split("/"));
  return (path) => {
    const names = path.split("/");
    return alternatives.some((pattern) => matches(pattern, names, (part) => part === "**", matchesName));
  };
}

/** `a{b,c}` is `ab` and `ac`. Braces do not nest. */
function alternativesOf(text: string): readonly string[] {
  const group = /^([^{]*)\{([^{}]*)\}(.*)$/su.exec(text);
  if (group === null) return [text];
  const [, before = "", choices = "", after = ""] = group;
  const rests = alternativesOf(after);
  return choices.split(",").flatMap((choice) => rests.map((rest) => before + choice + rest)).slice(0, MAX_ALTERNATIVES);
}

function matchesName(pattern: string, name: string): boolean {
  return matches([...pattern], [...name], (part) => part === "*", (part, character) => part === "?" || part === character);
}

/** Goes back to the last star only: an earlier one could take nothing that this one cannot. */
function matches<T>(pattern: readonly T[], items: readonly T[], isStar: (part: T) => boolean, fits: (part: T, item: T) => boolean): boolean {
  let [at, i] = [0, 0];
  let retry: { readonly at: number; readonly i: number } | null = null;
  while (i < items.length) {
    const part = pattern[at];
    if (part !== undefined && isStar(part)) {
      retry = { at, i };
      at++;
    } else if (part !== undefined && fits(part, items[i] as T)) {
      at++;
      i++;
    } else if (retry !== null) {
      retry = { at: retry.at, i: retry.i + 1 };
      at = retry.at + 1;
      i = retry.i;
    } else return false;
  }
  return pattern.slice(at).every(isStar);
}
