import { compileIgnorePattern, IgnorePatternError } from "./dockerignore-pattern.js";
import type { PathTest } from "./dockerignore-pattern.js";
import { normalize } from "./paths.js";

/** One line of `.dockerignore`. */
export interface IgnorePattern {
  /** cleaned, without `!` */
  readonly text: string;
  /** `!`: takes out what earlier lines leave out */
  readonly exception: boolean;
  readonly matches: PathTest;
}

/**
 * Reads a `.dockerignore`. Source: `ReadAll` of moby/patternmatcher/ignorefile and `New` of moby/patternmatcher.
 *
 * @throws IgnorePatternError for a file with which Docker does not build, or whose meaning is not followed here
 */
export function parseDockerignore(text: string): readonly IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("#")) continue;
    const written = trim(line);
    if (written === "") continue;
    const pattern = patternOf(written);
    if (pattern !== null) patterns.push(pattern);
  }
  return patterns;
}

function patternOf(written: string): IgnorePattern | null {
  const inverted = written.startsWith("!");
  let text = inverted ? trim(written.slice(1)) : written;
  if (text !== "") text = clean(text);
  if (text.length > 1 && text.startsWith("/")) text = text.slice(1);
  // the module trims and cleans once more, the mark included
  const whole = clean(trim(inverted ? `!${text}` : text));
  if (whole === "!") throw new IgnorePatternError("syntax", 'the pattern "!" leaves nothing to take out');
  const exception = whole.startsWith("!");
  const pattern = exception ? whole.slice(1) : whole;
  return { text: pattern, exception, matches: compileIgnorePattern(pattern) };
}

/** Go's filepath.Clean. */
function clean(path: string): string {
  return normalize(path) || ".";
}

/** White space of Go's strings.TrimSpace. */
const SPACE = /[^\S\uFEFF]|\u0085/;

function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (end > start && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
