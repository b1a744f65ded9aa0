import { basename, findFiles, type Workspace } from "../../workspace/index.js";

/** Files in which a variable may be read by name; more are not looked at. */
const MAX_FILES = 20_000;

/**
 * Whether some file of the repository may read a variable: its name stands behind a `$` or in quotes. Only asked of names that are likely to be a
 * slip, so that the search is rare. True where there are too many files to tell.
 */
export function isMentioned(name: string, workspace: Workspace): boolean {
  const reading = new RegExp(String.raw`\$[({]?${name}\b|["'\`]${name}["'\`]|\b(?:env|secrets|vars)\.${name}\b`);
  const files = findFiles(workspace, isReadable);
  if (files.length > MAX_FILES) return true;
  return files.some((file) => {
    const content = workspace.read(file);
    return content.kind === "text" && content.text.includes(name) && reading.test(content.text);
  });
}

function isReadable(path: string): boolean {
  const name = basename(path);
  return /\.(?:go|mk|sh|bash|ya?ml|json|toml|cmake|py|js|ts|env)$|ockerfile|akefile|^[^.]+$/.test(name) && !/(?:^|\/)(?:vendor|testdata)\//.test(path);
}
