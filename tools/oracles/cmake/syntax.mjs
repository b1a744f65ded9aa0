/** Files of others are only parsed: CMake reads each inside of `if(0)`, where nothing of it runs. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseCMake } from "../../../packages/core/dist/syntax/cmake/index.js";
import { corpus, readText } from "../support/files.mjs";

const isCMake = (name) => name === "CMakeLists.txt" || /\.cmake$/.test(name);
/** Mistakes of syntax alone; others are found when commands run. */
const SYNTAX_ERROR = /Parse error|Function missing ending|Unterminated|not separated from preceding token|Flow control statements are not properly nested/;

export function compareSyntax(directories, full, report) {
  const count = { files: 0, commands: 0, bytes: 0, milliseconds: 0 };
  const roots = [...directories, ...(full ? moduleDirectories() : [])];
  const scratch = mkdtempSync(join(tmpdir(), "go-indep-cmake-syntax-"));
  for (const file of corpus(roots, isCMake)) {
    const { text } = readText(file);
    count.files++;
    count.bytes += text.length;
    const started = performance.now();
    const parsed = parseCMake(text, file);
    count.milliseconds += performance.now() - started;
    count.commands += commandsIn(parsed.statements);
    const wrapped = join(scratch, "x.cmake");
    writeFileSync(wrapped, `if(0)\n${readFileSync(file, "utf8")}\nendif()\n`);
    const { stderr } = spawnSync("cmake", ["-P", wrapped], { encoding: "utf8", cwd: scratch });
    const refused = SYNTAX_ERROR.test(stderr);
    if (refused !== parsed.problems.length > 0) report(`${file}: cmake ${refused ? `refuses it: ${stderr.slice(0, 300)}` : "takes it"}, core ${parsed.problems[0]?.message ?? "takes it"} at ${parsed.problems[0]?.range}`);
    for (const problem of ranges(parsed, text)) report(`${file}: ${problem}`);
  }
  rmSync(scratch, { recursive: true, force: true });
  return count;
}

function moduleDirectories() {
  const scratch = mkdtempSync(join(tmpdir(), "go-indep-cmake-root-"));
  const script = join(scratch, "x.cmake");
  writeFileSync(script, "message(${CMAKE_ROOT})\n");
  const { stderr } = spawnSync("cmake", ["-P", script], { encoding: "utf8" });
  rmSync(scratch, { recursive: true, force: true });
  return [join(stderr.trim(), "Modules")];
}

function commandsIn(statements) {
  let number = 0;
  for (const statement of statements) {
    if (statement.type === "Command") number++;
    else if (statement.type === "Block") number += 2 + commandsIn(statement.body);
    else for (const branch of statement.branches) number += 1 + commandsIn(branch.body);
  }
  return number;
}

/** Arguments whose place does not hold their text. */
function* ranges({ statements }, text) {
  for (const statement of statements) {
    if (statement.type === "Block") yield* ranges({ statements: [statement.header, ...statement.body] }, text);
    else if (statement.type === "If") for (const { header, body } of statement.branches) yield* ranges({ statements: [header, ...body] }, text);
    else {
      for (const { text: argument } of statement.args) {
        for (const { text: own, origin } of argument.pieces) if (text.slice(origin.start, origin.end) !== own) yield `the place of ${JSON.stringify(own)} holds ${JSON.stringify(text.slice(origin.start, origin.end))}`;
      }
    }
  }
}
