import type { Instruction } from "../../syntax/dockerfile/ast.js";
import type { Traced } from "../../text/index.js";
import { literalOf, print } from "../../text/index.js";
import { dirname, join, normalize } from "../../workspace/index.js";
import type { BuildMachine } from "../build-machine.js";
import { copyInto } from "../files/index.js";
import type { FileView } from "../files/view.js";
import { absolutePath, findFlag, type InstructionReader } from "./instructions.js";
import type { CopyRecord } from "./model.js";
import type { Scope } from "./scope.js";

export interface CopySource {
  readonly view: FileView;
  /** index of the stage it is; null for the context and for images */
  readonly stage: number | null;
  /** for people: "COPY --from=build", "build context" */
  readonly from: string;
}

export interface CopyContext {
  readonly reader: InstructionReader;
  readonly scope: Scope;
  readonly machine: BuildMachine;
  readonly directory: string | null;
  source(from: Traced | null): CopySource | null;
}

/** COPY and ADD. Source: Dockerfile reference, COPY; dockerfile2llb, dispatchCopy. */
export function evaluateCopy(instruction: Instruction, context: CopyContext): readonly CopyRecord[] {
  const { reader, scope, machine, directory } = context;
  const words = instruction.args.map((argument) => reader.expand(argument.text, scope));
  const destination = words.at(-1);
  if (destination === undefined) return [];
  const target = absolutePath(destination, directory);
  const at = reader.at(instruction);
  if (target === null) {
    machine.files.disturb("/", `${instruction.name} to a path that is not known (${print(destination)})`, at);
    return [];
  }
  const intoDirectory = /\/$|^\.{1,2}$|\/\.{1,2}$/.test(literalOf(destination) ?? "");
  writeHeredocs(instruction, target, intoDirectory, machine);

  const from = reader.flag(instruction, "from", scope);
  const source = context.source(from);
  const sources = words.slice(0, -1).filter((_, i) => !isHeredocArgument(instruction, i));
  if (source === null) {
    machine.files.disturb(target, `${instruction.name} from something that is not known`, at);
    return [];
  }
  const records: CopyRecord[] = [];
  for (const word of sources) {
    const path = literalOf(word);
    if (path === null) {
      machine.files.disturb(target, `${instruction.name} of a path that is not known (${print(word)})`, at);
      continue;
    }
    if (instruction.name === "ADD" && addsRemoteOrArchive(path)) {
      machine.files.disturb(target, `ADD ${path}`, at);
      continue;
    }
    const single = sources.length === 1 && instruction.heredocs.length === 0;
    const absolute = normalize(join("/", path));
    const parents = findFlag(instruction, "parents") !== null;
    const destinationPath = parents ? join(target, dirname(absolute)) : target;
    const copied = copyInto(machine.files, source.view, [absolute], destinationPath, {
      intoDirectory: intoDirectory || !single || parents,
      from: source.from,
      certainty: "must",
    });
    for (const pair of copied.copied) records.push({ instruction, at, fromStage: source.stage, source: pair.source, target: pair.target, missing: false });
    for (const missing of copied.missing) records.push({ instruction, at, fromStage: source.stage, source: missing, target, missing: true });
  }
  return records;
}

function addsRemoteOrArchive(path: string): boolean {
  return /^(https?|git|ssh):\/\/|^git@|\.(tar|tgz|tbz2?|txz)$|\.tar\.\w+$/.test(path);
}

/** `COPY <<EOF /path`: the document is the file. */
function writeHeredocs(instruction: Instruction, target: string, intoDirectory: boolean, machine: BuildMachine): void {
  for (const document of instruction.heredocs) {
    const path = intoDirectory ? join(target, document.delimiter) : target;
    // Variables in an unquoted document are expanded by BuildKit: the text is then not what stands in the file.
    const content = document.expand && (literalOf(document.body) ?? "").includes("$") ? null : document.body;
    machine.files.write(path, { content, artifacts: [], from: `${instruction.name} here-document` }, "must");
  }
}

function isHeredocArgument(instruction: Instruction, index: number): boolean {
  return instruction.heredocs.length > 0 && /^\d*<</.test(literalOf(instruction.args[index]?.text ?? { pieces: [] }) ?? "");
}
