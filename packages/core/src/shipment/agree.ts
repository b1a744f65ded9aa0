import type { LinkedVariable, Linkage } from "../linkage/model.js";
import { known, unknown, type Evidence, type Reason, type Verdict } from "../text/index.js";

export interface Agreement {
  readonly linkage: Linkage;
  /** false when some question has two known answers */
  readonly agree: boolean;
}

/** Members of a linkage that are answers. */
type Question = { [K in keyof Linkage]: Linkage[K] extends Verdict<unknown> ? K : never }[keyof Linkage];

const QUESTIONS: readonly Question[] = [
  "kind", "interpreter", "needed", "rpath", "libc", "libcVersion", "glibc", "glibcFloor", "glibcxx", "linkMode", "buildMode", "cgo", "cgoPackages", "tags", "goos",
  "goarch", "symtab", "dwarf", "zoneinfo", "roots", "resolver",
];

/**
 * What several builds of one path have in common: a question is known when all answer it alike. A build that does not answer leaves it unknown.
 *
 * @param linkages at least one
 */
export function agreement(linkages: readonly Linkage[]): Agreement {
  const [first, ...rest] = linkages;
  if (first === undefined) throw new RangeError("an agreement needs at least one linkage");
  if (rest.length === 0) return { linkage: first, agree: true };
  let agree = true;
  const common = Object.fromEntries(
    QUESTIONS.map((question) => {
      const answers: readonly Verdict<unknown>[] = linkages.map((linkage) => linkage[question]);
      const joined = join(answers);
      agree &&= joined !== null;
      return [question, joined ?? unknown(disagreement(answers), answers.flatMap((answer): Evidence => answer.evidence))];
    }),
  ) as unknown as Pick<Linkage, Question>;
  const linkage: Linkage = {
    ...common,
    variables: commonVariables(linkages),
    failure: linkages.every((one) => one.failure !== null) ? first.failure : null,
    hazards: linkages.every((one) => one.hazards.length > 0) ? first.hazards : [],
    assumptions: linkages.flatMap((one) => one.assumptions),
  };
  return { linkage, agree };
}

/** Null when two answers are known and differ. */
function join<T>(answers: readonly Verdict<T>[]): Verdict<T> | null {
  const values = new Map(answers.flatMap((answer) => (answer.kind === "known" ? [[JSON.stringify(answer.value), answer] as const] : [])));
  if (values.size > 1) return null;
  const open = answers.find((answer) => answer.kind === "unknown");
  if (open !== undefined) return open;
  const [answer] = values.values();
  return answer === undefined ? null : known(answer.value, answer.evidence);
}

function disagreement<T>(answers: readonly Verdict<T>[]): Reason {
  const values = answers.flatMap((answer) => (answer.kind === "known" ? [String(answer.value ?? "none")] : []));
  return { code: "alternatives", text: `the builds disagree: ${[...new Set(values)].join(", ")}`, at: null };
}

function commonVariables(linkages: readonly Linkage[]): readonly LinkedVariable[] {
  const [first, ...rest] = linkages;
  return (first?.variables ?? []).filter((variable) =>
    rest.every((linkage) =>
      linkage.variables.some((other) => other.target === variable.target && JSON.stringify([other.value, other.status]) === JSON.stringify([variable.value, variable.status])),
    ),
  );
}
