/** Whether a pattern, in which `*` stands for any text, is one of all of a text. The parts between are looked for one after the other: none takes long. */
export function matchesWildcard(text: string, pattern: string): boolean {
  const [first = "", ...parts] = pattern.split("*");
  const last = parts.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const next = text.indexOf(part, at);
    if (next === -1) return false;
    at = next + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}
