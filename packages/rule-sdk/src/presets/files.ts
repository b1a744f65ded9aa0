/** `Dockerfile` and `Containerfile`; ESLint's patterns are case-sensitive on every platform, and people write these in either case. */
const DOCKERFILE = "@([Dd]ockerfile|[Cc]ontainerfile)";

/** The files of each language, as ESLint's patterns: few, since at the start of each run every one becomes a regular expression. */
export const FILES = {
  dockerfile: [`**/${DOCKERFILE}?([._-]*)`, `**/*.${DOCKERFILE}`],
  makefile: ["**/@([Mm]akefile?(.*)|GNUmakefile|*.mk|*.mak)"],
  cmake: ["**/@(CMakeLists.txt|*.cmake)"],
  "go-mod": ["**/go.mod"],
  "go-work": ["**/go.work"],
  shell: ["**/*.@(sh|bash)"],
  go: ["**/*.go"],
} as const satisfies Record<string, readonly string[]>;

export type FileKind = keyof typeof FILES;

/**
 * What is never ours to report: sources of others, test inputs, files of which something else is made first, and files that only look like the
 * name (`Dockerfile.dockerignore`, `dockerfile_parser.go`).
 */
export const IGNORES = ["**/@(vendor|node_modules|testdata)/**"];

const TEMPLATES = ["tmpl", "tpl", "template", "j2", "jinja", "erb", "in", "gotmpl", "hbs", "mustache", "ejs"];
const NOT_A_BUILD_FILE = ["dockerignore", "md", "txt", "go", "py", "js", "ts", "rb", "rs", "java", "sh", "json", "yml", "yaml", "bak", "orig", "rej", "am", "PL"];

/** Also ignored, for the languages whose files have no extension of their own. */
export const LOOKALIKES = [`**/*.@(${[...TEMPLATES, ...NOT_A_BUILD_FILE].join("|")})`];

export function isNamedWithoutExtension(kind: FileKind): boolean {
  return kind === "dockerfile" || kind === "makefile";
}
