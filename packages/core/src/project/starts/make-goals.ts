import type { Conditional, Makefile, RecipeLine, Rule, Statement } from "../../syntax/makefile/index.js";
import { carrier, literalOf, splitBlanks, type Traced } from "../../text/index.js";

/** A recipe that may reach the go command or build an image: by name, or through a variable that names one. */
const BUILDS = /\b(go|docker|podman|buildah|nerdctl)\b|\bko\s+(build|publish|resolve|apply|create)\b|\$[({]\w*(GO|DOCKER|BUILD)\w*[)}]|\$[({]\w*(CONTAINER|IMAGE|ENGINE|CLI|OCI)\w*[)}]\s+(buildx\s+)?build\b/i;

/** Targets of a Makefile that are not worth a run: what they make does not ship. */
const NOT_A_BUILD = /^(clean|distclean|help|lint|fmt|vet|test|bench|cover|check|tidy|vendor|generate|deps|tools|install-tools)([-_/].*)?$|[-_/](test|tests|lint|clean)$/i;

/**
 * The goals of a Makefile that nobody calls: explicit targets whose recipe may build something, and those that only lead to a build whose target
 * cannot be given as it is written: `build: $(BINARY)`, `$(MAKE) image-latest` for a rule `image-%`. A default goal without a recipe only names others.
 */
export function buildGoals({ statements }: Makefile): readonly string[] {
  const rules = rulesOf(statements).filter((rule) => rule.targetPattern === null);
  const building = rules.filter((rule) => recipeText(rule).some((line) => BUILDS.test(line)));
  const indirect = building.flatMap((rule) => wordsOf(rule.targets)).filter((name) => !isGoal(name));
  const goals = new Set<string>();
  for (const rule of rules) {
    const leads = building.includes(rule) || (indirect.length > 0 && [...wordsOf(rule.prerequisites), ...madeAgain(rule)].some((name) => indirect.some((target) => fits(target, name))));
    if (!leads) continue;
    for (const name of wordsOf(rule.targets)) if (isGoal(name) && !NOT_A_BUILD.test(name)) goals.add(name);
  }
  return [...goals].slice(0, MAX_GOALS);
}

/** Whether a goal is worth a run: its name does not say that nothing of it ships. */
export function isBuildGoal(name: string): boolean {
  return !NOT_A_BUILD.test(name);
}

/** A name as it is given to make: without references and patterns, and none of make's own. */
function isGoal(name: string): boolean {
  return /^[\w/][\w./-]*$/.test(name);
}

/** Words as they are written, references and all. */
function wordsOf(text: Traced): readonly string[] {
  return splitBlanks(text).flatMap(({ value }) => literalOf(value) ?? []);
}

/** What a recipe gives to make: `$(MAKE) GOAL`. */
function madeAgain(rule: Rule): readonly string[] {
  return recipeText(rule).flatMap((line) => [...line.matchAll(/\$[({]MAKE[)}]([^;&|]*)/g)].flatMap(([, words = ""]) => words.trim().split(/\s+/)));
}

function fits(target: string, name: string): boolean {
  if (!target.includes("%")) return target === name;
  const [before = "", after = ""] = target.split("%");
  return name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after);
}

/** Each goal is a run of make of its own. */
const MAX_GOALS = 40;

function rulesOf(statements: readonly Statement[]): readonly Rule[] {
  return statements.flatMap((statement): readonly Rule[] => {
    if (statement.type === "Rule") return [statement];
    return statement.type === "Conditional" ? statement.branches.flatMap((branch) => rulesOf(branch.body)) : [];
  });
}

function recipeText(rule: Rule): readonly string[] {
  const lines = (body: readonly (RecipeLine | Conditional | Statement)[]): readonly string[] =>
    body.flatMap((part): readonly string[] => {
      if (part.type === "RecipeLine") return [carrier(part.text)];
      return part.type === "Conditional" ? part.branches.flatMap((branch) => lines(branch.body)) : [];
    });
  return lines(rule.body);
}
