/** Helpers that several instructions share. */
import type { Argument, Dockerfile, Flag, Instruction } from "../../syntax/dockerfile/ast.js";
import { expandWord } from "../../syntax/dockerfile/index.js";
import type { Origin, Range, Traced } from "../../text/index.js";
import { literalOf } from "../../text/index.js";
import { absolutePath as pathFrom } from "../../workspace/index.js";
import type { ImageCommand } from "./model.js";
import type { Scope } from "./scope.js";

export class InstructionReader {
  constructor(
    private readonly file: string,
    private readonly escape: Dockerfile["escape"],
  ) {}

  at(node: { readonly range: Range }): Origin {
    return { file: this.file, start: node.range[0], end: node.range[1] };
  }

  expand(text: Traced, scope: Pick<Scope, "lookup">): Traced {
    return expandWord(text, (name) => scope.lookup(name), this.escape);
  }

  flag(instruction: Instruction, name: string, scope: Pick<Scope, "lookup">): Traced | null {
    const found = findFlag(instruction, name);
    return found?.value == null ? null : this.expand(found.value, scope);
  }

  /** ENTRYPOINT and CMD: BuildKit does not expand them; a shell does in the shell form. */
  command(instruction: Instruction, args: readonly Argument[] = instruction.args): ImageCommand | null {
    if (args.length === 0) return null;
    return { form: instruction.form, args: args.map((argument) => argument.text), instruction, at: this.at(instruction) };
  }
}

export function findFlag(instruction: Instruction, name: string): Flag | null {
  return instruction.flags.find((flag) => flag.name === name) ?? null;
}

/** A path made absolute against WORKDIR; null when a part is not known. */
export function absolutePath(path: Traced, directory: string | null): string | null {
  const text = literalOf(path);
  return text === null ? null : pathFrom(directory, text);
}
