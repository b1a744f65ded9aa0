/** The fixtures of core's tests, laid out in real directories. Format: golang.org/x/tools/txtar with the commands in its comment. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const FOLDER = join(import.meta.dirname, "../../../packages/core/test/gopackages/fixtures");

/** Programs: what one line of a fixture asks for: go must `run` through, or it `fails`, or `both` by the context. */
export function fixturePrograms() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "gopackages-")));
  process.on("exit", () => rmSync(root, { recursive: true, force: true }));
  return readdirSync(FOLDER).filter((name) => name.endsWith(".txtar")).flatMap((name) => fixture(name, root));
}

function fixture(name, root) {
  const [comment, ...files] = readFileSync(join(FOLDER, name), "utf8").split(/^-- (.*) --\n/m);
  const directory = join(root, name.replace(".txtar", ""));
  for (let i = 0; i < files.length; i += 2) {
    const path = join(directory, files[i]);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, files[i + 1]);
  }
  const goWork = /^work (\S+)$/m.exec(comment)?.[1] ?? null;
  return [...comment.matchAll(/^(run|fails|both) (\S+) (.+)$/gm)].map(([line, verb, where, rest]) => {
    const words = rest.split(" ");
    return {
      name: `${name}: ${line}`,
      ...(verb === "both" ? {} : { fails: verb === "fails" }),
      directory: join(directory, where),
      patterns: words.filter((word) => !word.startsWith("-")),
      mod: words.find((word) => word.startsWith("-mod="))?.slice("-mod=".length) ?? null,
      goWork,
    };
  });
}
