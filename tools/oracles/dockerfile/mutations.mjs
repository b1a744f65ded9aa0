const SNIPPETS = ["\\", "\\\n", "`\n", "\n", "\r\n", " ", "\t", "#", "# c\n", '"', "'", "$", "${", "}", "<<EOF", "<<-EOF", "\nEOF\n", "<<", "[", "]", '["a"]', ",", "=", "--", "--from=x ", "\u00a0", "\v", "RUN ", "ENV ", "ONBUILD ", "FROM a AS ", "é"];

/** Deterministic damage: parts are cut, doubled, moved and interspersed with what the grammar knows. */
export function mutations(files, count, seed) {
  const random = generator(seed);
  const below = (n) => Math.floor(random() * n);
  const mutated = [];
  for (const { name, text } of files) {
    for (let i = 0; i < count; i++) {
      let changed = text;
      for (let edits = 1 + below(4); edits > 0; edits--) {
        const at = below(changed.length + 1);
        const length = below(12);
        const choice = below(4);
        if (choice === 0) changed = changed.slice(0, at) + changed.slice(at + length);
        else if (choice === 1) changed = changed.slice(0, at) + changed.slice(Math.max(0, at - length));
        else changed = changed.slice(0, at) + SNIPPETS[below(SNIPPETS.length)] + changed.slice(at);
      }
      mutated.push({ name: `${name} (mutation ${i} of seed ${seed})`, text: changed.toWellFormed() });
    }
  }
  return mutated;
}

function generator(seed) {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
