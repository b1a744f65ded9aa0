/** `ifeq`, `ifdef`, … Source: GNU make 4.3, read.c (conditional_line). */
import type { Branch, Condition, Conditional, Statement } from "../../syntax/makefile/index.js";
import type { Traced } from "../../text/index.js";
import { carrier, literalOf } from "../../text/index.js";
import { expand } from "./expand.js";
import type { Make } from "./make.js";
import type { Answer } from "./values.js";
import { nonEmpty, sameText } from "./values.js";
import { both, MakeStop } from "./world.js";

export interface Choice {
  /** the conditions under which it is taken */
  readonly when: string;
  readonly body: readonly Statement[];
}

/** The branches that may be taken, in order; one when it is certain. An empty body stands for none of them. */
export function choices(make: Make, conditional: Conditional): readonly Choice[] {
  const found: Choice[] = [];
  let before = "";
  for (const branch of conditional.branches) {
    const answer = branch.condition === null ? "yes" : answerOf(make, branch);
    if (answer === "no") continue;
    const is = branch.condition === null || branch.condition === "invalid" ? "" : describe(branch.condition, true);
    found.push({ when: answer === "yes" ? before : both(before, is), body: branch.body });
    if (answer === "yes") return found;
    before = both(before, branch.condition === null || branch.condition === "invalid" ? "" : describe(branch.condition, false));
  }
  return [...found, { when: before, body: [] }];
}

function answerOf(make: Make, { condition, header }: Branch): Answer {
  if (condition === "invalid" || condition === null) throw new MakeStop(`invalid syntax in conditional at ${header[0]}`, null);
  if ("left" in condition) {
    const same = sameText(expand(make, condition.left), expand(make, condition.right));
    return condition.kind === "ifeq" ? same : not(same);
  }
  const defined = isDefined(make, expand(make, condition.name));
  return condition.kind === "ifdef" ? defined : not(defined);
}

/** A variable counts as defined when its text before expansion is not empty. */
function isDefined(make: Make, name: Traced): Answer {
  const text = literalOf(name)?.trim();
  if (text === undefined) return "maybe";
  const answers = new Set(make.find(text).map(({ value }) => (value === null ? "no" : value.definition.append ? "yes" : nonEmpty(value.definition.value))));
  return answers.size === 1 ? ([...answers][0] as Answer) : "maybe";
}

function not(answer: Answer): Answer {
  return answer === "yes" ? "no" : answer === "no" ? "yes" : "maybe";
}

function describe(condition: Condition, holds: boolean): string {
  if ("name" in condition) return `${carrier(condition.name)} is ${(condition.kind === "ifdef") === holds ? "" : "not "}defined`;
  const [left, right] = carrier(condition.right).includes("$") && !carrier(condition.left).includes("$") ? [condition.right, condition.left] : [condition.left, condition.right];
  const is = (condition.kind === "ifeq") === holds ? "is" : "is not";
  return `${carrier(left)} ${is} ${carrier(right) === "" ? "empty" : carrier(right)}`;
}
