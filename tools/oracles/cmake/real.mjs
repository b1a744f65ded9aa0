/** What CMake does: the commands that it traces, and the go commands that the build starts. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Variables of go commands that are compared. */
export const SHOWN = /^(?:GO[A-Z]*|CGO_[A-Z]+|CC|CXX|X_[A-Z]+|LDFLAGS)$/;

const GO = `#!/bin/sh
{
  printf 'go\\0%s\\0' "$PWD"
  env -0
  printf 'argv\\0'
  for word in "$@"; do printf 'a%s\\0' "$word"; done
} > "$ORACLE_LOG.$$"
cat "$ORACLE_LOG.$$" >> "$ORACLE_LOG"
rm "$ORACLE_LOG.$$"
previous=
for word in "$@"; do
  if [ "$previous" = -o ]; then mkdir -p "$(dirname "$word")"; echo > "$word"; fi
  previous=$word
done
exit 0
`;

export class Real {
  constructor(root, tools, { files, env }) {
    this.root = root;
    this.source = join(root, "src");
    this.build = join(root, "build");
    this.log = join(root, "log");
    this.trace = join(root, "trace.json");
    rmSync(root, { recursive: true, force: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.source, path)), { recursive: true });
      writeFileSync(join(this.source, path), text);
    }
    const bin = join(root, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "go"), GO);
    chmodSync(join(bin, "go"), 0o755);
    this.environment = { PATH: `${bin}:${tools}`, HOME: root, LANG: "C", ...env };
  }

  /** Runs cmake; gives its status, the traced commands of the project's own files, and the go commands. */
  run(args) {
    writeFileSync(this.log, "");
    rmSync(this.trace, { force: true });
    const isTraced = !args.includes("--build") && !args.includes("--install");
    const trace = isTraced ? ["--trace-expand", "--trace-format=json-v1", `--trace-redirect=${this.trace}`] : [];
    const { status, stderr, stdout } = spawnSync("cmake", [...trace, ...args], { cwd: this.source, env: { ...this.environment, ORACLE_LOG: this.log }, encoding: "utf8", timeout: 120_000 });
    return { status, output: stdout + stderr, commands: isTraced ? this.#commands() : [], calls: readCalls(readFileSync(this.log, "utf8")) };
  }

  #commands() {
    if (!existsSync(this.trace)) return [];
    return readFileSync(this.trace, "utf8")
      .split("\n")
      .filter((line) => line.includes('"cmd"'))
      .map((line) => JSON.parse(line))
      .filter(({ file }) => file.startsWith(`${this.source}/`) && !file.endsWith(":EVAL"))
      .map(({ file, line, cmd, args }) => ({ file: file.slice(this.source.length + 1), line, name: cmd.toLowerCase(), args }));
  }
}

function readCalls(text) {
  const calls = [];
  for (const record of text.split(/(?:^|(?<=\0))go\0/).slice(1)) {
    const [directory, ...rest] = record.split("\0");
    const end = rest.indexOf("argv");
    const environment = rest
      .slice(0, end)
      .map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)])
      .filter(([name]) => SHOWN.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    calls.push({ directory, environment: Object.fromEntries(environment), words: rest.slice(end + 1, -1).map((word) => word.slice(1)) });
  }
  return calls;
}

export function isAvailable(program) {
  return spawnSync(program, ["--version"], { encoding: "utf8" }).status === 0;
}
