/** Runs a script of a package.json with those before and after it, each in a shell of its own. Source: npm/run-script, lib/run-script.js and lib/package-envs.js. */
import { fieldOf, textOf } from "../../syntax/yaml/index.js";
import { carrier, concat, firstUnknown, literal, originOf, unknownText, type Hop, type Origin, type Traced, type Word } from "../../text/index.js";
import type { Environment } from "../environment.js";
import type { Machine } from "../machine.js";
import type { Certainty, CommandCall, CommandResult } from "../model.js";
import { mayHideBuild } from "../may-hide-build.js";
import type { ScriptPackage } from "./package.js";

/** Whether the package manager runs `prebuild` and `postbuild` with `build`: "may" when that depends on a version that is not known. */
export type HookUse = "yes" | "no" | "may";

/** Scripts inside of each other: each runs a package manager again. */
const MAX_NESTING = 6;

/** Null when the package has no such script. `args` are appended to it, quoted. */
export function runPackageScript(pack: ScriptPackage, name: string, args: readonly Word[], hooks: HookUse, call: CommandCall, machine: Machine): CommandResult | null {
  const script = scriptOf(pack, name);
  if (script === null) return null;
  const place = placeOf(pack, script);
  const outer = call.chain.filter(({ text }) => text.startsWith(HOP));
  if (outer.length >= MAX_NESTING || outer.some(({ at }) => at?.file === place.file && at.start === place.start)) {
    const text = `limit: scripts of package.json that call themselves, or more than ${MAX_NESTING} that call each other`;
    machine.record(mayHideBuild(text, "package.json", call, "limit"));
    return machine.unknownOutput(call, text);
  }
  const run = new ScriptRun(pack, call, machine);
  const hookCertainty: Certainty = hooks === "may" ? "may" : call.certainty;
  const hook = (prefix: string): CommandResult | null => {
    const text = hooks === "no" ? null : scriptOf(pack, prefix + name);
    return text === null ? null : run.run(prefix + name, text, [], hookCertainty);
  };
  if (hook("pre")?.status === "failure" && hooks === "yes") return { ...machine.unknownOutput(call, "output of a script"), status: "failure" };
  const result = run.run(name, script, args, call.certainty);
  if (result.status !== "failure") hook("post");
  return result;
}

function scriptOf(pack: ScriptPackage, name: string): Traced | null {
  return textOf(pack.scripts.find((field) => field.name === name)?.value ?? null);
}

const HOP = "script ";

function placeOf({ file }: ScriptPackage, script: Traced): Origin {
  return originOf(script) ?? { file, start: 0, end: 0 };
}

class ScriptRun {
  constructor(
    private readonly pack: ScriptPackage,
    private readonly call: CommandCall,
    private readonly machine: Machine,
  ) {}

  run(name: string, script: Traced, args: readonly Word[], certainty: Certainty): CommandResult {
    const { pack, call, machine } = this;
    const hop: Hop = { fact: "", text: `${HOP}${name}`, at: placeOf(pack, script) };
    const gap = args.find(({ kind }) => kind === "gap");
    const { status } = machine.runShell({
      // the arguments are appended to the text, quoted: what a shell makes of all its positional parameters
      script: args.length === 0 ? script : concat(script, literal(' "$@"')),
      dialect: machine.shell,
      environment: this.#environment(name, script),
      directory: pack.directory,
      positional: [literal("sh"), ...args.filter((word) => word !== gap).map(({ value }) => value)],
      ...(gap === undefined ? {} : { morePositional: firstUnknown(gap.value) ?? { code: "caller", text: "words that are not known", at: call.at } }),
      chain: [...call.chain, hop],
      certainty,
      failureTolerated: call.failureTolerated ?? "no",
    });
    return { ...machine.unknownOutput(call, `output of the script ${name}`), status };
  }

  /** What the package says of itself is there; further variables of the package manager hold its settings and its arguments. */
  #environment(name: string, script: Traced): Environment {
    const { root, file } = this.pack;
    let { environment } = this.call;
    for (const [variable] of carrier(script).matchAll(/\bnpm_\w+/g)) {
      environment = environment.set(variable, unknownText({ code: "caller", text: `${variable}, which the package manager sets`, at: { file, start: 0, end: 0 } }), true, "maybe");
    }
    for (const field of ["name", "version"]) {
      const value = textOf(fieldOf(root, field));
      if (value !== null) environment = environment.set(`npm_package_${field}`, value, true);
    }
    return environment.set("npm_lifecycle_event", literal(name), true);
  }
}
