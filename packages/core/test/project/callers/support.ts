import { print } from "../../../src/index.js";
import type { Entry, Project } from "../../../src/index.js";

/** An image build in one line: "Dockerfile in . #prod linux/amd64 A=1 B=<…> (compose compose.yaml)". */
export function builds({ entries }: Project): readonly string[] {
  return entries.filter(({ dockerfile }) => dockerfile !== null).map(build);
}

function build({ kind, dockerfile, context, target, platform, buildArgs, callers }: Entry): string {
  const args = [...buildArgs].map(([name, value]) => `${name}=${print(value)}`);
  const files = [...new Set(callers.map(({ at }) => at.file))];
  return [dockerfile, `in ${context === "" ? "." : context}`, ...(target === null ? [] : [`#${target}`]), platform.arch, ...args, `(${[kind, ...files].join(" ")})`].join(" ");
}
