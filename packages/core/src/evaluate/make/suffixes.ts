/** Suffixes of old-fashioned suffix rules. Source: GNU make 4.3, default.c (default_suffixes). */

const SUFFIXES =
  ".out .a .ln .o .c .cc .C .cpp .p .f .F .m .r .y .l .ym .yl .s .S .mod .sym .def .h .info .dvi .tex .texinfo .texi .txinfo .w .ch .web .sh .elc .el".split(" ");

/** Whether a name is a known suffix, or two of them. */
export function isSuffix(name: string): boolean {
  return suffixesOf(name) !== null;
}

/** The source and target suffix of `.c.o`; the target is "" for `.sh`. Null when the name is no suffix. */
export function suffixesOf(name: string): { readonly source: string; readonly target: string } | null {
  for (const source of SUFFIXES) {
    if (name === source) return { source, target: "" };
    if (name.startsWith(source) && SUFFIXES.includes(name.slice(source.length))) return { source, target: name.slice(source.length) };
  }
  return null;
}

/** The known suffix of a file name; null without. */
export function suffixOf(name: string): string | null {
  return SUFFIXES.find((suffix) => name.length > suffix.length && name.endsWith(suffix)) ?? null;
}
