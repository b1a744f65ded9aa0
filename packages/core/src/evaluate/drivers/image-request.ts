/** What every caller of an image build has in common, however it is written. */
import type { Origin, Traced, Verdict } from "../../text/index.js";
import { firstUnknown, known, literal, literalOf, originOf, unknown } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { Machine } from "../machine.js";
import type { ImageBuildRequest } from "../model.js";

/** @param directory that named contexts are seen from */
export function recordImageBuild(machine: Machine, directory: string | null, request: ImageBuildRequest): void {
  machine.record({ kind: "image-build", ...withAbsoluteContexts(request, directory), files: machine.files.snapshot(), artifacts: machine.files.artifacts() });
}

function withAbsoluteContexts(request: ImageBuildRequest, directory: string | null): ImageBuildRequest {
  const { namedContexts, builtContexts } = request;
  return {
    ...request,
    namedContexts: new Map([...namedContexts].map(([name, value]) => [name, absoluteContext(value, directory)])),
    ...(builtContexts === undefined ? {} : { builtContexts: new Map([...builtContexts].map(([name, built]) => [name, withAbsoluteContexts(built, directory)])) }),
  };
}

/** Images that others of the same file are built on, and these on others. */
const MAX_NESTING = 8;

/**
 * The named contexts that are images of the same caller, as `request` makes builds of them.
 *
 * @param prefix `target:` or `service:`
 * @param request null for a name that there is not
 */
export function builtContexts(contexts: ReadonlyMap<string, Traced>, prefix: string, nesting: number, request: (name: string) => ImageBuildRequest | null): ReadonlyMap<string, ImageBuildRequest> {
  return new Map(
    [...contexts].flatMap(([name, value]) => {
      const text = literalOf(value);
      const built = text?.startsWith(prefix) === true && nesting < MAX_NESTING ? request(text.slice(prefix.length)) : null;
      return built === null ? [] : [[name, built] as const];
    }),
  );
}

function absoluteContext(value: Traced, directory: string | null): Traced {
  const text = literalOf(value);
  const path = text === null || isRemote(text) ? null : absolutePath(directory, text);
  return path === null ? value : literal(path, originOf(value));
}

/** Whether outputs of a build (`type=local,dest=bin`, `bin`) are an image. Source: docker buildx build, `--output`. */
export function makesImage(outputs: readonly string[]): boolean {
  return outputs.length === 0 || outputs.some((output) => /(?:^|,)type=(?:image|registry|docker|oci)(?:,|$)/.test(output) || output.includes("\uE000"));
}

/** What a text says when it is one literal; else why it is not known. */
export function settled<T>(value: Traced, map: (text: string) => Verdict<T>, at: Origin): Verdict<T> {
  const text = literalOf(value);
  return text === null ? unknown(firstUnknown(value) ?? { code: "alternatives", text: "one of several values", at }) : map(text);
}

/** The directory of a build context: a repository of somebody else's server and standard input are none. */
export function contextPath(text: string, directory: string | null, at: Origin): Verdict<string> {
  if (text === "-" || isRemote(text)) return unknown({ code: "caller", text: `the build context ${text}`, at });
  return pathFrom(text.startsWith("cwd://") ? text.slice("cwd://".length) || "." : text, directory, at);
}

/** @param directory that relative paths are seen from: that of the command for `docker build -f`, the context for compose and bake */
export function dockerfilePath(text: string, directory: string | null, at: Origin): Verdict<string> {
  if (text === "-" || isRemote(text)) return unknown({ code: "caller", text: `the Dockerfile ${text}`, at });
  return pathFrom(text, directory, at);
}

/** Source: docker/cli, build/context.go; BuildKit, client/llb git and http sources. */
export function isRemote(text: string): boolean {
  return /^(?:https?|git|ssh|oci-layout|docker-image|target|service|input):|^git@|^github\.com\//.test(text);
}

function pathFrom(text: string, directory: string | null, at: Origin): Verdict<string> {
  const absolute = absolutePath(directory, text);
  return absolute === null ? unknown({ code: "file", text: "the directory of the command is not known", at }) : known(absolute);
}
