/** A build argument that a Dockerfile does not take, and a variable of the same name that gets its value in the image instead. */
import type { VariableAssignment } from "../../gobuild/model.js";
import { literalOf, originOf, print, type Origin, type Piece } from "../../text/index.js";
import type { BuildInvocation, DockerfileEntry, Finding } from "../model.js";
import { startIn } from "./build-arguments.js";
import { hop, type Detection } from "./detector.js";

export interface PassedArgument {
  readonly name: string;
  /** where it is passed */
  readonly place: Origin;
  readonly entry: DockerfileEntry;
}

/** Each build of the Dockerfile with a -X from a variable of that name, of which the Dockerfile says nothing. */
export function madeUpInside({ name, place, entry }: PassedArgument, input: Detection): readonly Pick<Finding, "data" | "at" | "evidence" | "entries">[] {
  const { dockerfile } = entry;
  const text = textOf(dockerfile, input);
  if (text === null || text.split(/\W+/).includes(name)) return [];
  return input.invocations.flatMap((invocation) => {
    if (!invocation.entries.includes(entry.id) || invocation.when.length > 0) return [];
    const set = invocation.command.settings.linker.variables.find((assignment) => !assignment.dropped && isOf(name, assignment, invocation, dockerfile, input));
    const at = startIn(dockerfile, invocation);
    const target = set === undefined ? null : literalOf(set.target);
    if (set === undefined || target === null || at === null) return [];
    return [
      {
        data: { name, dockerfile, target, passed: input.place(place) },
        at,
        evidence: [hop(`${name} is passed here`, place), hop(`-X ${target}=${print(set.value)}`, set.at), hop("linked here", invocation.at)],
        entries: [entry.id],
      },
    ];
  });
}

/** The value comes through a reference to the variable, and not through the Dockerfile, which may hand on what it got under another name. */
function isOf(name: string, { target, value }: VariableAssignment, invocation: BuildInvocation, dockerfile: string, input: Detection): boolean {
  const steps = [...target.pieces, ...value.pieces].flatMap(referencesOf);
  if (steps.some(({ at }) => at.file === dockerfile)) return false;
  if (value.pieces.flatMap(referencesOf).some((step) => referredTo(step.text) === name)) return true;
  // A text that may hold blanks has lost its way: it is written behind the name, in a makefile that the Dockerfile runs itself.
  const at = originOf(target);
  const isNear = at !== null && invocation.chain.every((step) => step.at === null || step.at.file === dockerfile || step.at.file === at.file);
  const [reference = ""] = /^=["'\\]*\$[({]?\w+/.exec((isNear ? textOf(at.file, input) : null)?.slice(at?.end) ?? "") ?? [];
  return referredTo(reference) === name;
}

function referencesOf(piece: Piece): readonly { readonly text: string; readonly at: Origin }[] {
  const steps = [];
  for (let step = piece.via; step !== null; step = step.outer) steps.push(step);
  return steps;
}

/** `VERSION` of `$(VERSION)`, `${VERSION}`, `$VERSION`. */
function referredTo(reference: string): string {
  return /\$[({]?(\w+)/.exec(reference)?.[1] ?? "";
}

function textOf(file: string, { session }: Detection): string | null {
  const content = session.workspace.read(file);
  return content.kind === "text" ? content.text : null;
}
