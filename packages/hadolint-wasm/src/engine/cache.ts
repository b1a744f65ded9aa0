import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where a `hadolint.wasm` is kept: `$XDG_CACHE_HOME/hadolint-wasm` or the operating system's usual place (`~/.cache`, `~/Library/Caches`,
 * `%LOCALAPPDATA%`).
 */
export function cachedModule(env: Environment): string {
  return join(cacheHome(env), "hadolint-wasm", "hadolint.wasm");
}

function cacheHome(env: Environment): string {
  const configured = env["XDG_CACHE_HOME"];
  if (configured !== undefined && isAbsolute(configured)) return configured;
  const home = env["HOME"] ?? homedir();
  if (process.platform === "win32") return env["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
  return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}
