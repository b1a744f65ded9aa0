import { HadolintError } from "../error.js";

export type LabelType = "text" | "rfc3339" | "semver" | "url" | "hash" | "spdx" | "email";

/**
 * hadolint's configuration, with the names of its file. What concerns only how hadolint prints and exits (`format`, `failure-threshold`,
 * `no-fail`, …) has no effect here.
 */
export interface HadolintConfig {
  /** codes that are not reported */
  readonly ignored?: readonly string[];
  /** codes by the level that they get */
  readonly override?: Readonly<Partial<Record<"error" | "warning" | "info" | "style", readonly string[]>>>;
  /** for DL3026; none: all are allowed */
  readonly trustedRegistries?: readonly string[];
  /** for DL3049 to DL3058 */
  readonly "label-schema"?: Readonly<Record<string, LabelType>>;
  /** for DL3050 */
  readonly "strict-labels"?: boolean;
  /** true: comments `# hadolint ignore=…` have no effect */
  readonly "disable-ignore-pragma"?: boolean;
}

const LABEL_TYPES: readonly string[] = ["text", "rfc3339", "semver", "url", "hash", "spdx", "email", ""];
const LEVELS = ["error", "warning", "info", "style"] as const;

/**
 * A configuration as flags of hadolint's command line. So both kinds of engines get the same, and a WebAssembly module needs no files.
 *
 * @throws HadolintError when a value is not what hadolint takes; `name` is the configuration in the message
 */
export function configFlags(config: unknown, name = "the configuration"): readonly string[] {
  if (config === undefined || config === null) return [];
  const fields = mapping(config, name);
  const override = fields["override"] == null ? {} : mapping(fields["override"], `${name}: override`);
  return [
    ...texts(fields["ignored"], `${name}: ignored`).map((code) => `--ignore=${code}`),
    ...LEVELS.flatMap((level) => texts(override[level], `${name}: override.${level}`).map((code) => `--${level}=${code}`)),
    ...texts(fields["trustedRegistries"], `${name}: trustedRegistries`).map((registry) => `--trusted-registry=${registry}`),
    ...labelFlags(fields["label-schema"], `${name}: label-schema`),
    ...(flag(fields["strict-labels"], `${name}: strict-labels`) ? ["--strict-labels"] : []),
    ...(flag(fields["disable-ignore-pragma"], `${name}: disable-ignore-pragma`) ? ["--disable-ignore-pragma"] : []),
  ];
}

function labelFlags(value: unknown, name: string): readonly string[] {
  if (value == null) return [];
  return Object.entries(mapping(value, name)).map(([label, type]) => {
    if (label.includes(":")) throw invalid(`${name}: a label with ":" (${label})`);
    if (typeof type !== "string" || !LABEL_TYPES.includes(type)) throw invalid(`${name}.${label}: one of ${LABEL_TYPES.filter((one) => one !== "").join(", ")} is expected`);
    return `--require-label=${label}:${type === "" ? "text" : type}`;
  });
}

function mapping(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${name}: a mapping is expected`);
  return value as Readonly<Record<string, unknown>>;
}

function texts(value: unknown, name: string): readonly string[] {
  if (value == null) return [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) throw invalid(`${name}: a list of texts is expected`);
  return value;
}

/** Scalars of a file come as text. */
function flag(value: unknown, name: string): boolean {
  if (value == null || value === false) return false;
  if (value === true) return true;
  if (typeof value === "string" && /^(?:true|True|TRUE)$/.test(value)) return true;
  if (typeof value === "string" && /^(?:false|False|FALSE)$/.test(value)) return false;
  throw invalid(`${name}: true or false is expected`);
}

function invalid(message: string): HadolintError {
  return new HadolintError("configuration", message);
}
