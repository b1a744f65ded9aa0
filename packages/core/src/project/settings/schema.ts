/** The JSON Schema of the configuration: what is checked, and what editors are given. */

/** The part of JSON Schema (2020-12) that is used here. */
export interface Schema {
  readonly type?: "object" | "array" | "string" | "boolean";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** false: no other names; a schema: what every other name has */
  readonly additionalProperties?: false | Schema;
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly enum?: readonly (string | boolean)[];
  /** what the text must look like; `description` says it in words */
  readonly pattern?: string;
  readonly oneOf?: readonly Schema[];
}

const text = (description: string): Schema => ({ type: "string", description });
const list = (items: Schema, description: string): Schema => ({ type: "array", items, minItems: 1, description });
const table = (values: Schema, description: string): Schema => ({ type: "object", additionalProperties: values, description });

const date: Schema = { type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", description: "a day as YYYY-MM-DD" };
const inRepository: Schema = { type: "string", pattern: "^(?!/)(?!(.*/)?\\.\\.(/|$))", description: "a path from the root of the repository" };
const absolutePath: Schema = { type: "string", pattern: "^/", description: "an absolute path in the container" };
const passed: Schema = {
  oneOf: [{ type: "string" }, { type: "object", properties: { set: { enum: [true], type: "boolean" } }, required: ["set"], additionalProperties: false }],
  description: 'a text, or { "set": true } for a value that nobody tells',
};

const image: Schema = {
  type: "object",
  properties: {
    like: text("a reference of an image that is known, such as debian:bookworm-slim"),
    adds: list({ type: "string" }, "names of packages that it has besides"),
    env: table({ type: "string" }, "its variables"),
    user: text("its USER"),
    until: { ...date, description: "the last day on which this counts, as YYYY-MM-DD" },
  },
  required: ["like"],
  additionalProperties: false,
  description: "what an image is like",
};

const artifact: Schema = {
  oneOf: [
    {
      type: "object",
      properties: { make: { type: "string", pattern: "\\S", description: "goals of make, and variables for it: build-linux GOARCH=arm64" }, directory: inRepository },
      required: ["make"],
      additionalProperties: false,
    },
    {
      type: "object",
      properties: { run: { type: "string", pattern: "\\S", description: "a command of the shell; it is read, never run" }, directory: inRepository },
      required: ["run"],
      additionalProperties: false,
    },
  ],
  description: 'what builds it: { "make": "goal" } or { "run": "command" }',
};

const policy: Schema = {
  type: "object",
  properties: {
    static: { type: "boolean", description: "the program must be linked statically" },
    numericUser: { type: "boolean", description: "USER must be a number" },
    maxGlibc: { type: "string", pattern: "^2\\.\\d+$", description: "the newest glibc that the program may need, such as 2.31" },
  },
  minProperties: 1,
  additionalProperties: false,
  description: "what is asked of the image besides that it works",
};

const shipment: Schema = {
  type: "object",
  properties: {
    dockerfile: text("a path from the root of the repository, or a pattern with *, ?, ** and {a,b}"),
    role: { type: "string", enum: ["shipped", "dev"], description: "whether its verdicts are spoken" },
    targets: list({ type: "string" }, "the stages that are images and that this is about; default: all"),
    context: { ...inRepository, description: "the build context, a directory from the root of the repository" },
    buildArgs: table(passed, "build arguments that are passed"),
    mounts: list(absolutePath, "absolute paths that are mounted into the container"),
    env: table(passed, "variables that the container gets"),
    entrypoint: list({ type: "string" }, "what the container starts instead of ENTRYPOINT and CMD"),
    artifacts: table(artifact, "what builds a path that is copied from the context; paths from the root of the repository"),
    policy,
    rules: table({ type: "string", enum: ["off"] }, "rules that say nothing of these images"),
  },
  required: ["dockerfile"],
  additionalProperties: false,
  description: "how images of some Dockerfiles are built and run",
};

export const SETTINGS_SCHEMA: Schema = {
  type: "object",
  properties: {
    $schema: text("the schema of this file, for editors"),
    asOf: { ...date, description: "the day for which floating tags are looked up, as YYYY-MM-DD" },
    platforms: list({ type: "string", pattern: "^[a-z0-9]+/[a-z0-9]+(/v\\d+)?$", description: "a platform such as linux/arm64" }, "platforms of images of which no caller names one"),
    minimumConfidence: { type: "string", enum: ["verified", "partly", "extrapolated", "known"], description: "how sure facts about images must be; extrapolated also takes versions of modules to be as the versions beside them that were read" },
    images: table(image, "descriptions of images, by reference; * stands for any text"),
    mirrors: table({ type: "string" }, "prefixes of references and the prefixes that they mirror"),
    shipments: list(shipment, "how images are built and run; later entries win"),
  },
  additionalProperties: false,
  description: "What go-indep-lint is told that the files do not say",
};
