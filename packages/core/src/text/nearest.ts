/** The name that someone most likely meant. */

/** The nearest candidate by letter case first, then by edits (at most a third of the name); null when none is near or several are equally near. */
export function nearestName(name: string, candidates: readonly string[]): string | null {
  const sameLetters = candidates.filter((candidate) => plain(candidate) === plain(name));
  if (sameLetters.length === 1) return sameLetters[0] as string;
  const scored = candidates.map((candidate) => ({ candidate, distance: editDistance(plain(name), plain(candidate)) })).sort((a, b) => a.distance - b.distance);
  const [best, second] = scored;
  if (best === undefined || best.distance > Math.floor(name.length / 3) || best.distance === second?.distance) return null;
  return best.candidate;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const substitution = (row[j - 1] as number) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[right.length] as number;
}
