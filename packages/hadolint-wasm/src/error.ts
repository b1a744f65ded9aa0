/**
 * Why there are no findings to give.
 *
 * - no-engine: no hadolint was found; the message says where was looked and how to get one
 * - configuration: the configuration is not one of hadolint's
 * - limit: time, memory, input or output went beyond the limits
 * - failed: the engine ended in another way, or its answer is not what hadolint prints
 */
export type FailureReason = "no-engine" | "configuration" | "limit" | "failed";

/** There is no list of findings: never to be taken for an empty one. */
export class HadolintError extends Error {
  override readonly name = "HadolintError";

  constructor(
    readonly reason: FailureReason,
    message: string,
  ) {
    super(message);
  }
}
