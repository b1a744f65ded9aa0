/** What a place of a build file is part of: an assignment, or a command that passes it on. */
import { parseDockerfile } from "../../syntax/dockerfile/index.js";
import { parseMakefile } from "../../syntax/makefile/index.js";
import { print, type Origin, type Range, type Traced } from "../../text/index.js";
import type { Workspace } from "../../workspace/index.js";
import { isDockerfile, isMakeSource } from "../build-files.js";
import type { BuildInvocation } from "../model.js";
import type { WayStep } from "./model.js";

/** Assignments of a file that go before commands: names with the range of the whole. */
interface Assigned {
  readonly range: Range;
  readonly text: string;
  readonly append: boolean;
}

export class Places {
  readonly #assignments = new Map<string, readonly Assigned[]>();

  constructor(private readonly workspace: Workspace) {}

  textOf(file: string): string {
    const content = this.workspace.read(file);
    return content.kind === "text" ? content.text : "";
  }

  /** What a reference at a place does for the value: `through` is the reference as written. */
  step(through: string, at: Origin, invocation: BuildInvocation): WayStep {
    const assigned = this.#assignmentAt(at);
    if (assigned !== null) return { kind: assigned.append ? "appended" : "assigned", text: `${through}, ${assigned.text}`, at };
    const hop = invocation.chain.filter((each) => each.at !== null && encloses(each.at, at)).toSorted((a, b) => width(a.at) - width(b.at))[0];
    const isGo = encloses(invocation.at, at) || (hop?.at != null && encloses(hop.at, invocation.at));
    if (isGo) return { kind: "used", text: `${through}, in the go command`, at };
    return { kind: "passed", text: hop === undefined ? through : `${through}, passed by \`${hop.text === "RUN" ? this.#line(at) : hop.text}\``, at };
  }

  /** Where a text is written. */
  written(text: string, at: Origin): WayStep {
    const assigned = this.#assignmentAt(at);
    return { kind: "written", text: assigned === null ? `${text} is written here` : `${text} is written here, ${assigned.text}`, at };
  }

  #assignmentAt(at: Origin): Assigned | null {
    let list = this.#assignments.get(at.file);
    if (list === undefined) this.#assignments.set(at.file, (list = this.#read(at.file)));
    return list.filter(({ range }) => range[0] <= at.start && at.end <= range[1]).toSorted((a, b) => a.range[1] - a.range[0] - (b.range[1] - b.range[0]))[0] ?? null;
  }

  #read(file: string): readonly Assigned[] {
    if (isDockerfile(file)) {
      const { preamble, stages } = parseDockerfile(this.textOf(file), file);
      return [...preamble, ...stages.flatMap((stage) => stage.body)].flatMap(({ name, range }) => (name === "ARG" || name === "ENV" ? [{ range, text: `in ${name}`, append: false }] : []));
    }
    return isMakeSource(file) ? assignmentsOf(parseMakefile(this.textOf(file), file)) : [];
  }

  /** The line of a place as it stands there. */
  #line({ file, start }: Origin): string {
    const text = this.textOf(file);
    const end = text.indexOf("\n", start);
    return text.slice(text.lastIndexOf("\n", start - 1) + 1, end === -1 ? undefined : end).trim();
  }
}

/** Assignments anywhere in a makefile: in conditionals, of targets, and `define`. */
function assignmentsOf(node: unknown): readonly Assigned[] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(assignmentsOf);
  const { type, range, name, operator } = node as { readonly type?: string; readonly range?: Range; readonly name?: Traced; readonly operator?: string };
  if ((type === "Assignment" || type === "Define") && range !== undefined && name !== undefined) {
    const append = operator === "+=";
    return [{ range, text: append ? `appended to ${print(name)}` : `in ${print(name)} ${operator ?? "="}`, append }];
  }
  return Object.entries(node).flatMap(([key, value]) => (CHILDREN.has(key) ? assignmentsOf(value) : []));
}

const CHILDREN = new Set(["statements", "body", "branches", "assignment"]);

function encloses(outer: Origin, inner: Origin): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

function width(at: Origin | null): number {
  return at === null ? Number.POSITIVE_INFINITY : at.end - at.start;
}
