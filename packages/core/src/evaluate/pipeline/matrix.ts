/** `parallel: matrix:`. Source: GitLab documentation, CI/CD YAML syntax reference, "parallel:matrix". */
import { fieldOf, fieldsOf, itemsOf, textOf } from "../../syntax/yaml/index.js";
import { EMPTY } from "../../text/index.js";
import { textValue, type Value } from "../values/index.js";
import { distinctCombinations, MAX_COMBINATIONS, type Combination } from "../workflow/index.js";
import type { PipelineJob } from "./read.js";

/** The variables of each run of a job: every combination of the values of each entry. Too many are one whose values are not known. */
export function matrixOf({ name, at, node }: PipelineJob): readonly Combination[] {
  const entries = itemsOf(fieldOf(node, "parallel", "matrix"));
  if (entries.length === 0) return [new Map()];
  const names = new Set(entries.flatMap((entry) => fieldsOf(entry).map((field) => field.name)));
  let all: Combination[] = [];
  for (const entry of entries) {
    let own: Combination[] = [new Map()];
    for (const { name: variable, value } of fieldsOf(entry)) {
      own = own.flatMap((combination) => itemsOf(value).map((item) => new Map([...combination, [variable, textValue(textOf(item) ?? EMPTY)]])));
      if (own.length > 4096) return [unknownOf(names, name, at)];
    }
    all = [...all, ...own];
  }
  return distinctCombinations(all) ?? [unknownOf(names, name, at)];
}

function unknownOf(names: Iterable<string>, job: string, at: PipelineJob["at"]): Combination {
  return new Map([...names].map((name): [string, Value] => [name, { kind: "unknown", reason: { code: "limit", text: `limit: more than ${MAX_COMBINATIONS} combinations of ${job}`, at } }]));
}
