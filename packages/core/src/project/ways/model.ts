/** The way of a flag from where it is written to the go command. */
import type { Origin } from "../../text/index.js";
import type { BuildInvocation } from "../model.js";

export interface WayStep {
  readonly kind:
    /** this text stands here */
    | "written"
    /** the reference that brings it further stands in an assignment, a `+=`, or what starts the next program */
    | "assigned"
    | "appended"
    | "passed"
    /** it stands in the go command itself */
    | "used"
    /** it is not known */
    | "unknown"
    /** one of several, with its condition */
    | "choice"
    /** a reference stands here that gives nothing */
    | "empty"
    /** a value stands here that does not get there */
    | "dropped";
  /** for people, without a final stop */
  readonly text: string;
  readonly at: Origin | null;
}

/** One value of a flag or variable of one go command. */
export interface FlagWay {
  readonly invocation: BuildInvocation;
  /** as the go command gets it: `-X main.version=1.2`, `-tags=netgo`, `CGO_ENABLED=0` */
  readonly flag: string;
  /** "replaced": a later one counts; "dropped": it does not reach the go command */
  readonly state: "in force" | "replaced" | "dropped";
  readonly at: Origin | null;
  /** from where its parts are written to the go command */
  readonly steps: readonly WayStep[];
}

/** The ways of what was asked for, and the go commands that do not have it. */
export interface FlagWays {
  readonly ways: readonly FlagWay[];
  readonly without: readonly BuildInvocation[];
}
