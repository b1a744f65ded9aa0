/** Words that can be in any program, and therefore tell nothing about one. */

/** Build tags that Go or many modules know. */
const TAGS: ReadonlySet<string> = new Set(
  "netgo netcgo osusergo timetzdata static static_build purego appengine nocgo cgo integration debug release sqlite_omit_load_extension sqlite_json sqlite_fts5 libsqlite3 musl dynamic boringcrypto goexperiment.boringcrypto".split(" "),
);

export function publicTag(tag: string): boolean {
  return TAGS.has(tag);
}

/** Libraries of the C library, the compiler and of every distribution. */
const SONAMES = /^(?:lib(?:c|m|pthread|dl|rt|util|resolv|nsl|crypt|gcc_s|stdc\+\+|gomp|atomic|asan|tsan|z|ssl|crypto|sqlite3)\.so(?:\.[\d.]+)?|libc\.musl-[\w]+\.so\.1|ld-[\w.-]+|ld64\.so\.\d)\??$/;

export function publicSoname(soname: string): boolean {
  return soname === "…" || SONAMES.test(soname);
}

/** Flags of the linker and of C compilers that name no file and no variable. */
const FLAGS = /^-{1,2}(?:[swd]|[swd]=\w+|linkmode(?:=\w+)?|extldflags|buildmode(?:=[\w-]+)?|compressdwarf(?:=\w+)?|static|static-pie|static-libgcc|static-libstdc\+\+|pie|no-pie|race|msan|asan|buildid=?|Wl,-z,(?:now|relro|noexecstack)|Wl,--(?:as-needed|no-as-needed|gc-sections|build-id(?:=\w+)?)|fuse-ld=\w+)$/;
const VALUES: ReadonlySet<string> = new Set(["internal", "external", "auto"]);

/** The flags with everything else as "…": values of -X, paths, libraries. */
export function publicFlags(text: string): string {
  const words = text.split(/[\s'"]+|(?<=-extldflags)=/).filter((word) => word !== "");
  const shown = words.map((word) => (FLAGS.test(word) || VALUES.has(word) ? word : /^-{1,2}X/.test(word) ? "-X" : "…"));
  return shown.filter((word, i) => word !== "…" || shown[i - 1] !== "…").join(" ");
}
