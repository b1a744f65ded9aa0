import type { Conditional, RecipeLine, Rule, Statement } from "../../syntax/makefile/index.js";
import { parseMakefile } from "../../syntax/makefile/index.js";
import { carrier, splitBlanks, literalOf } from "../../text/index.js";

/** A recipe that may reach the go command or build an image: by name, or through a variable that names one. */
const BUILDS = /\b(go|docker|podman|buildah|nerdctl)\b|\$[({]\w*(GO|DOCKER|BUILD)\w*[)}]/i;

/** Targets of a Makefile that are not worth a run: what they make does not ship. */
const NOT_A_BUILD = /^(clean|distclean|help|lint|fmt|vet|test|bench|cover|check|tidy|vendor|generate|deps|tools|install-tools)([-_/].*)?$|[-_/](test|tests|lint|clean)$/i;

/** The goals of a Makefile that nobody calls: explicit targets whose recipe may build something. A default goal without a recipe only names others. */
export function buildGoals(path: string, text: string): readonly string[] {
  const goals = new Set<string>();
  for (const rule of rulesOf(parseMakefile(text, path).statements)) {
    if (rule.targetPattern !== null || !recipeText(rule).some((line) => BUILDS.test(line))) continue;
    for (const { kind, value } of splitBlanks(rule.targets)) {
      const name = kind === "word" ? literalOf(value) : null;
      if (name !== null && /^[\w./-]+$/.test(name) && !name.startsWith(".") && !NOT_A_BUILD.test(name)) goals.add(name);
    }
  }
  return [...goals].slice(0, MAX_GOALS);
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
