/** What a list of flags for the C compiler means for the link. */

export interface LinkWords {
  /** -static */
  readonly static: boolean;
  /** -static-pie, --static-pie */
  readonly staticPie: boolean;
  /** -s, -Wl,-s: the symbol table goes */
  readonly strip: boolean;
  /** -Wl,-S: DWARF goes */
  readonly stripDebug: boolean;
  /** interpreter by -Wl,--dynamic-linker; null when not given */
  readonly interpreter: string | null;
  readonly staticLibgcc: boolean;
  readonly staticLibstdcxx: boolean;
  /** names after -l, in order */
  readonly libraries: readonly string[];
  /** those of them that stand after -Wl,--no-as-needed: needed even when nothing uses them */
  readonly forced: readonly string[];
  /** -L: libraries may be found in other places than the compiler's own */
  readonly searchPaths: boolean;
  /** a word that may change everything: "-specs=x", "@file"; null when there is none */
  readonly strange: string | null;
}

const STRANGE = /^(?:@|-specs=|--specs=|-nostdlib|-nodefaultlibs|-nostartfiles|-shared|-r$|-Wl,(?:.*,)?(?:-T|--no-dynamic-linker|-Bstatic|-static|-r)(?:,|=|$)|-target$|--target=|--sysroot=|-B)/;

export function readLinkWords(words: readonly string[]): LinkWords {
  const linker = words.flatMap((word) => (word.startsWith("-Wl,") ? word.slice("-Wl,".length).split(",") : []));
  return {
    static: words.includes("-static") || words.includes("--static"),
    staticPie: words.includes("-static-pie") || words.includes("--static-pie"),
    strip: words.includes("-s") || linker.includes("-s") || linker.includes("--strip-all"),
    stripDebug: linker.includes("-S") || linker.includes("--strip-debug"),
    interpreter: interpreterOf(linker),
    staticLibgcc: words.includes("-static-libgcc"),
    staticLibstdcxx: words.includes("-static-libstdc++"),
    libraries: librariesOf(words),
    forced: librariesOf(forcedPart(words)),
    searchPaths: words.some((word) => word.startsWith("-L")),
    strange: words.find((word) => STRANGE.test(word)) ?? null,
  };
}

function interpreterOf(linker: readonly string[]): string | null {
  let found: string | null = null;
  linker.forEach((word, i) => {
    const match = /^(?:--?dynamic-linker|-I)(?:=(.*))?$/.exec(word);
    if (match !== null) found = match[1] ?? linker[i + 1] ?? found;
    else if (/^-I\//.test(word)) found = word.slice("-I".length);
  });
  return found;
}

/** Words for which --as-needed is switched off. */
function forcedPart(words: readonly string[]): readonly string[] {
  let off = false;
  return words.filter((word) => {
    if (word.startsWith("-Wl,")) for (const option of word.split(",")) if (/^--(?:no-)?as-needed$/.test(option)) off = option.startsWith("--no-");
    return off;
  });
}

/** `-lz`, `-l z`; `-l:libz.a` names a file. */
function librariesOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word, i) => {
    if (word === "-l") return words[i + 1] === undefined ? [] : [words[i + 1] as string];
    return word.startsWith("-l") && word.length > 2 ? [word.slice(2)] : [];
  });
}
