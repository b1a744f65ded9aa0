/** What whoever runs a container adds to its image: Kubernetes, Compose, `docker run`. */
import type { Stage } from "../evaluate/dockerfile/index.js";
import type { Origin, Traced } from "../text/index.js";

/** A path that is mounted; what is in it is not known. */
export interface Mount {
  /** absolute */
  readonly path: string;
  readonly at: Origin | null;
}

export interface ContainerAdditions {
  readonly mounts: readonly Mount[];
  readonly environment: ReadonlyMap<string, Traced>;
  /** what is started in place of ENTRYPOINT; null for what the image says */
  readonly entrypoint: { readonly words: readonly Traced[]; readonly at: Origin | null } | null;
}

/**
 * The stage with the variables of the container, and with its command: another entrypoint takes CMD away too. Source: Kubernetes, "Define a Command and
 * Arguments for a Container"; `docker run --entrypoint`.
 */
export function asStarted(stage: Stage, { environment, entrypoint }: ContainerAdditions): Stage {
  return {
    ...stage,
    environment: [...environment].reduce((all, [name, value]) => all.set(name, value, true), stage.environment),
    ...(entrypoint === null ? {} : { entrypoint: { form: "exec", args: entrypoint.words, instruction: null, at: entrypoint.at }, cmd: null, inheritedCommandUnknown: null }),
  };
}
