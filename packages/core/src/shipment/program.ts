/** What the Go code of a program asks of the image that runs it. */
import type { Evidence, Hop, Origin, Reason } from "../text/index.js";

/** A time zone that the program loads by a literal name. */
export interface ZoneUse {
  readonly zone: string;
  readonly at: Origin;
  readonly text: string;
}

/** A call in the main module. */
export interface CodeUse {
  /** what it asks for: the name of a user or of a program */
  readonly subject: string;
  readonly at: Origin;
  readonly text: string;
  /** `x, _ := f()`: what comes back is used whether it failed or not */
  readonly errorIsDropped: boolean;
}

export interface ProgramFacts {
  /** a call that proves a TLS handshake verified against the system's roots; null when there is no proof */
  readonly tlsProof: Hop | null;
  /** a client of servers that are named at run time, or of a service on the public internet; null when none is found */
  readonly tlsClient: Hop | null;
  /** whether crypto/tls is linked at all; null when that cannot be told */
  readonly linksTls: boolean | null;
  /** what speaks against system roots: own RootCAs, InsecureSkipVerify, embedded roots */
  readonly ownRoots: Evidence;
  readonly zones: readonly ZoneUse[];
  /** os/user; the subject is the name or number that is looked up, "" for the current user and where it is not literal */
  readonly userLookups: readonly CodeUse[];
  /** temporary files in the system's directory */
  readonly temporaryFiles: readonly CodeUse[];
  /** programs that are started by a literal name, each once */
  readonly programs: readonly CodeUse[];
  /** a call that shows that it runs until it is told to end: it waits for a signal, or serves; null without one */
  readonly runsOn: Hop | null;
  /** why the code could not be read in full; null when it was */
  readonly incomplete: Reason | null;
}
