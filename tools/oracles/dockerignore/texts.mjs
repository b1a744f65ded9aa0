import fc from "fast-check";

export const FILES = [
  "Dockerfile", "main.go", "go.mod", "README.md", ".dockerignore", ".git/config", ".git/objects/a", "a", "b", "foo", "foo.go", "foobar", "x]", "a.b", "a|b", "a{2}", "^a", "é.go",
  "cmd/app/main.go", "cmd/app/foo", "cmd/foo/bar/main.go", "cmd/README.md", "dist/app", "dist/linux/amd64/app", "vendor/modules.txt", "vendor/x/y/z.go", "bin/app", "bin/a b",
  "d/foo", "d/foo.go", "d/e/foo", "d/e/f/foo", "d/e/f/g.go", "d/a/b/c", "foo.d/foo/foo", "foo.d/bar", "-", "!keep", "#no", "a-b/c[d]/e", "a-b/c*/e",
];

export const WRITTEN_TEXTS = [
  "", "*", "**", "*\n!main.go", "*\n!cmd", "*\n!cmd/app", "*\n!cmd/**", "*\n!cmd/*", "**\n!**/*.go", "**/*.go", "**/foo", "foo", "/foo", "./foo", "foo/", "d/**/foo", "d/*/foo", "d/**", "d**",
  "**foo", "foo**", "a/b\n!a", "d/a/b\n!d/a", "d\n!d/a", "d\n!d/a/b\nd/a/b/c", "# comment\n #no\n#foo\nfoo", "!foo", "!", " foo ", "! foo", "!!keep", "\\!keep", "foo\r\nbar\r\n", "..", "../foo", ".", "/",
  "[", "[]a]", "[a-]", "[z-a]*", "a\\", "x]", "[a-c]", "[^a]", "[!a]", "a[.]b", "*.{go,md}", "a|b", "a|b*", "a{2}", "a{2}*", "^a", "^a*", "foo?", "?", "??", "d/?", "[^/]", "d[^a]foo", "**/*", "**/**", "**/d/**/foo",
  "**/d/**/foo\n!d/e", "*.go\n!*.go", "d/e\n!d/e/f/g.go", "a-b/c[[]d]/e", "a-b/c\\*/e", "a-b/c\\[d\\]", "\\d", "\\é", "é*", "[é]*", "dist\n!dist/*/amd64", "dist\n!dist/linux/amd64/*", "\u0085foo\u00a0", "foo/../d", "d//e", "**/", "**/.", "!**", "*\n!**/",
];

const piece = fc.constantFrom("a", "foo", "d", "e", "cmd", "app", "*", "**", "?", "/", "/", "/", ".", ".go", "..", "[a-f]", "[^d]", "\\*", "!", "b", "bar", "f", "main", "dist", "linux", "-", " ");
const line = fc.tuple(fc.constantFrom("", "", "!"), fc.array(piece, { minLength: 1, maxLength: 6 })).map(([mark, pieces]) => mark + pieces.join(""));
const text = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n"));

export function generatedTexts(count, seed) {
  return fc.sample(text, { numRuns: count, seed });
}

/** Paths that the lines of an ignore file name, wildcards filled in. */
export function namedPaths(text) {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/^!/, "").replace(/\*\*/g, "p/q").replace(/[*?]/g, "r").replace(/^[./]+|\/+$/g, ""))
    .filter((path) => /^[\w.\-/]+$/.test(path) && !path.includes("..") && !path.includes("//"))
    .flatMap((path) => [`${path}.d/x`, `under/${path}/x`])
    .filter((path) => path.length < 100);
}
