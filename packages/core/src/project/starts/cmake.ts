import { configure, readOptions, targetNames } from "../../evaluate/cmake/index.js";
import { REPOSITORY_MOUNT } from "../../evaluate/files/index.js";
import type { Machine } from "../../evaluate/index.js";
import type { CommandCall } from "../../evaluate/model.js";
import { literal, unknownText, type Reason, type Word } from "../../text/index.js";
import { dirname, inside, join, type Workspace } from "../../workspace/index.js";
import { isBuildGoal } from "./make-goals.js";
import { startEntry, type Start, type StartFinder } from "./model.js";

/** A project that may build Go programs says so somewhere: by name, or through a variable that names it. */
const BUILDS = /\bgo\b|golang|\bGO_|_GO\b/i;

/** `cmake -B build && cmake --build build` in each directory that is no part of another project, with the targets that are not made by default. */
export const findCMakeStarts: StartFinder = ({ files, workspace, platform }) => {
  const projects = files.cmakeSources.filter((path) => /(^|\/)CMakeLists\.txt$/.test(path)).map(dirname);
  return projects
    .filter((directory) => !projects.some((other) => other !== directory && inside(directory, other)))
    .filter((directory) => files.cmakeSources.some((path) => inside(path, directory) && mentionsGo(path, workspace)))
    .map((directory): Start => {
      const file = join(directory, "CMakeLists.txt");
      return {
        file,
        onlyIfUncalled: true,
        entry: startEntry({ id: file, kind: "cmake", context: directory, platform }),
        run(machine, environment) {
          const at = { file, start: 0, end: 0 };
          const source = join(REPOSITORY_MOUNT, directory);
          build({ words: [], environment, directory: source, at, chain: [], certainty: "must", input: null }, source, machine);
        },
      };
    });
};

function mentionsGo(path: string, workspace: Workspace): boolean {
  const content = workspace.read(path);
  return content.kind === "text" && BUILDS.test(content.text);
}

function build(call: CommandCall, source: string, machine: Machine): void {
  const name = machine.files.stat(join(source, "build")).kind === "absent" ? "build" : "cmake-build";
  const binary = join(source, name);
  const reason: Reason = { code: "caller", text: "a variable that whoever runs CMake may set", at: null };
  const words: readonly Word[] = [...wordsOf("cmake", "-S", ".", "-B", name), { kind: "gap", value: unknownText(reason) }];
  const configured = { ...call, words, chain: [{ fact: "", text: `cmake -S . -B ${name}`, at: call.at }] };
  configure({ call: configured, machine, options: readOptions(words.slice(1)), preset: null, source, binary, defaultsHold: true });
  const targets = [...targetNames(machine, binary)].filter(isBuildGoal);
  if (targets.length === 0) return;
  const command = ["cmake", "--build", name];
  // what fails keeps no other target from being made
  machine.run({ ...call, words: wordsOf(...command, "--target", "all", ...targets, "--", "-k"), chain: [{ fact: "", text: command.join(" "), at: call.at }] });
}

function wordsOf(...texts: readonly string[]): readonly Word[] {
  return texts.map((text) => ({ kind: "word", value: literal(text) }));
}
