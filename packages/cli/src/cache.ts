import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { NodeIndex } from "@go-indep/core";
import type { CacheArguments } from "./arguments.js";

/** What `--cache` keeps of a repository; null without it. */
export function openIndex({ cache, cacheLocation }: CacheArguments, { cwd, root }: { readonly cwd: string; readonly root: string }): NodeIndex | null {
  if (!cache && cacheLocation === null) return null;
  const own = `${createHash("sha256").update(root).digest("hex").slice(0, 16)}.index`;
  if (cacheLocation === null) return new NodeIndex(join(userCacheDirectory(), "go-indep-lint", own));
  const path = resolve(cwd, cacheLocation);
  const isDirectory = /[/\\]$/.test(cacheLocation) || (existsSync(path) && statSync(path).isDirectory());
  return new NodeIndex(isDirectory ? join(path, own) : path);
}

/**
 * Where programs keep what can be made anew. Not in the repository, as ESLint does: there a stranger's pull request could bring its own, and with
 * it what is found. Source of the places: Go, os.UserCacheDir.
 */
function userCacheDirectory(): string {
  const { platform, env } = process;
  if (platform === "win32") return env["LocalAppData"] || join(homedir(), "AppData", "Local");
  if (platform === "darwin") return join(homedir(), "Library", "Caches");
  const configured = env["XDG_CACHE_HOME"] ?? "";
  return isAbsolute(configured) ? configured : join(homedir(), ".cache");
}
