/** What the Go code of a program asks of the image that runs it. */
import type { Evidence, Hop, Origin, Reason } from "../text/index.js";

/** A time zone that the program loads by a literal name. */
export interface ZoneUse {
  readonly zone: string;
  readonly at: Origin;
  readonly text: string;
}

export interface ProgramFacts {
  /** a call that proves a TLS handshake verified against the system's roots; null when there is no proof */
  readonly tlsProof: Hop | null;
  /** whether crypto/tls is linked at all; null when that cannot be told */
  readonly linksTls: boolean | null;
  /** what speaks against system roots: own RootCAs, InsecureSkipVerify, embedded roots */
  readonly ownRoots: Evidence;
  readonly zones: readonly ZoneUse[];
  /** a call that shows that it runs until it is told to end: it waits for a signal, or serves; null without one */
  readonly runsOn: Hop | null;
  /** why the code could not be read in full; null when it was */
  readonly incomplete: Reason | null;
}
