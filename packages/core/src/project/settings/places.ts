import { parseYaml, valueOf, fieldsOf, type YamlValue } from "../../syntax/yaml/index.js";
import type { Origin, Range } from "../../text/index.js";
import type { SettingsPath } from "./check.js";

/** Where values of a configuration file are written. JSON is read as the YAML that it is, which has places. */
export class SettingsPlaces {
  #root: YamlValue | null = null;

  /** The text is parsed when a place is first asked for. */
  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {}

  /** The place of a value, or of its name; of what is not there that of the nearest thing around it. */
  at(path: SettingsPath, isName = false): Origin {
    this.#root ??= valueOf(parseYaml(this.text, this.file).documents[0]);
    let value = this.#root;
    let range: Range = value?.range ?? [0, 0];
    for (const [i, part] of path.entries()) {
      const isLast = i === path.length - 1;
      if (typeof part === "number") {
        value = value?.type === "Sequence" ? valueOf(value.items[part]) : null;
      } else {
        const field = fieldsOf(value).find(({ name }) => name === part);
        if (isLast && isName && field !== undefined) return this.#origin(field.key.range);
        value = field?.value ?? null;
      }
      if (value === null) break;
      range = value.range;
    }
    return this.#origin(range);
  }

  #origin([start, end]: Range): Origin {
    return { file: this.file, start, end };
  }
}
