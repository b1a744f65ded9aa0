import type { Traced } from "../../text/index.js";
import { literal, unknownText } from "../../text/index.js";
import type { Environment, Variable } from "../environment.js";
import type { BuildRequest, Platform } from "./model.js";

/**
 * ARG and ENV of a stage. They are looked up in different ways: an instruction sees ENV before ARG, whichever came first; a RUN sees both
 * as environment variables; a container sees ENV alone. Source: Dockerfile reference, "Using ARG variables"; dockerfile2llb, dispatchArg.
 */
export class Scope {
  #env: Environment;
  #args: Environment;

  constructor(env: Environment, args: Environment) {
    this.#env = env;
    this.#args = args;
  }

  get env(): Environment {
    return this.#env;
  }

  get args(): Environment {
    return this.#args;
  }

  lookup(name: string): Variable | null {
    // An image that is not known may set any variable: an argument declared here is still the better answer.
    const declared = this.#args.get(name);
    const set = this.#env.get(name);
    if (set === null) return declared;
    return set.set === "maybe" && declared !== null ? declared : set;
  }

  setEnv(name: string, value: Traced): void {
    this.#env = this.#env.set(name, value, true);
  }

  setArg(name: string, variable: Pick<Variable, "value" | "set"> | null): void {
    this.#args = variable === null ? this.#args.unset(name) : this.#args.set(name, variable.value, true, variable.set);
  }

  /** What a RUN sees. HOME is set by the runtime when the image does not. */
  runEnvironment(): Environment {
    let environment = this.#env;
    for (const [name, variable] of this.#args.entries()) {
      const set = environment.get(name);
      if (set === null || set.set === "maybe") environment = environment.set(name, variable.value, true, variable.set);
    }
    return environment.get("HOME") === null ? environment.set("HOME", literal("/root"), true) : environment;
  }
}

/** TARGETPLATFORM and its family, which BuildKit predefines in the global scope; a stage sees them after `ARG TARGETARCH`. */
export function platformArguments(request: BuildRequest): ReadonlyMap<string, Traced> {
  const family = (prefix: string, platform: Platform): [string, Traced][] => [
    [`${prefix}PLATFORM`, literal(platformText(platform))],
    [`${prefix}OS`, literal(platform.os)],
    [`${prefix}ARCH`, literal(platform.arch)],
    [`${prefix}VARIANT`, literal(platform.variant)],
  ];
  return new Map([...family("TARGET", request.platform), ...family("BUILD", request.buildPlatform)]);
}

export function platformText({ os, arch, variant }: Platform): string {
  return [os, arch, ...(variant === "" ? [] : [variant])].join("/");
}

/** `linux/arm/v7`; null when it is not a platform. `linux/arm64/v8` is `linux/arm64`. Source: containerd/platforms, normalizeArch. */
export function parsePlatform(text: string): Platform | null {
  const [os, arch, variant = "", ...rest] = text.toLowerCase().split("/");
  if (os === undefined || os === "" || arch === undefined || arch === "" || rest.length > 0) return null;
  switch (arch) {
    case "aarch64":
    case "arm64":
      return { os, arch: "arm64", variant: variant === "v8" || variant === "8" ? "" : variant };
    case "x86_64":
    case "x86-64":
      return { os, arch: "amd64", variant };
    case "i386":
      return { os, arch: "386", variant: "" };
    case "armhf":
      return { os, arch: "arm", variant: "v7" };
    case "armel":
      return { os, arch: "arm", variant: "v6" };
    case "arm":
      return { os, arch, variant: variant === "" ? "v7" : variant.startsWith("v") ? variant : `v${variant}` };
    default:
      return { os, arch, variant };
  }
}

/** The value of an ARG that the caller does not pass and that has no default: unset for certain when all arguments are known. */
export function callerArgument(name: string, request: BuildRequest): Pick<Variable, "value" | "set"> | null {
  if (request.buildArgsComplete) return null;
  return { value: unknownText({ code: "caller", text: `build argument ${name}, which no file passes`, at: null }), set: "maybe" };
}

/** `ENV PATH=/x:$PATH` and the like keep working when a base image sets nothing. */
export function defaultPath(os: string): Traced {
  return os === "windows" ? literal("") : literal("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
}
