/**
 * Images of a release. The build context is a new directory that holds the programs of the image's platform and the files that are named, and
 * nothing else. Source: goreleaser v2, internal/pipe/docker/docker.go and internal/pipe/docker/v2/docker.go.
 */
import { fieldOf, fieldsOf, itemsOf, stringOf, textOf, type YamlValue } from "../../syntax/yaml/index.js";
import { concat, isEmpty, literal, literalOf, type Origin, type Traced, type Word } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import { evaluateTemplate, type TemplateScope } from "../templates/index.js";
import { truthText, type Binary } from "./build.js";
import { goreleaserScope } from "./scope.js";
import type { Run } from "./run.js";

export function buildImages(root: YamlValue | null, binaries: readonly Binary[], run: Run): void {
  const scope = goreleaserScope(run.release, run.environment, null);
  let count = 0;
  const next = (): string => `/tmp/goreleaserdocker/${run.file.replaceAll("/", "-")}/${count++}`;
  for (const docker of itemsOf(fieldOf(root, "dockers"))) buildImage(docker, binaries, next(), scope, run);
  for (const docker of itemsOf(fieldOf(root, "dockers_v2"))) buildImageV2(docker, binaries, next(), scope, run);
}

function buildImage(docker: YamlValue, binaries: readonly Binary[], context: string, scope: TemplateScope, run: Run): void {
  const text = (field: string, otherwise: string): string => stringOf(fieldOf(docker, field)) ?? otherwise;
  const arch = text("goarch", "amd64");
  const level = arch === "amd64" ? text("goamd64", "v1") : arch === "arm" ? text("goarm", "6") : null;
  const wanted = binaries.filter(({ target }) => target.os === text("goos", "linux") && target.arch === arch && (level === null || target.level.split(",")[0] === level));
  assemble(docker, withIds(docker, wanted), ({ name }) => name, context, run);
  const flags = itemsOf(fieldOf(docker, "build_flag_templates")).flatMap((flag) => textOf(flag) ?? []);
  start(docker, flags.map((flag): Word => ({ kind: "word", value: evaluateTemplate(flag, scope) })), context, scope, run);
}

function buildImageV2(docker: YamlValue, binaries: readonly Binary[], context: string, scope: TemplateScope, run: Run): void {
  const disable = textOf(fieldOf(docker, "disable"));
  if (disable !== null && truthText(evaluateTemplate(disable, scope)) === true) return;
  const named = itemsOf(fieldOf(docker, "platforms")).flatMap((platform) => textOf(platform) ?? []);
  const platforms = (named.length > 0 ? named : [literal("linux/amd64"), literal("linux/arm64")]).map((platform) => evaluateTemplate(platform, scope)).filter((platform) => !isEmpty(platform));
  const known = platforms.flatMap((platform) => literalOf(platform) ?? []);
  const wanted = binaries.filter((binary) => known.some((platform) => fits(binary, platform)));
  assemble(docker, withIds(docker, wanted), (binary) => (binary.name === null ? null : join(platformOf(binary), binary.name)), context, run);
  const args = fieldsOf(fieldOf(docker, "build_args")).flatMap(({ key, value }): readonly Word[] => {
    const given = textOf(value);
    if (given === null) return [];
    const text = concat(evaluateTemplate(key.text, scope), literal("="), evaluateTemplate(given, scope));
    return [word("--build-arg"), { kind: "word", value: text }];
  });
  const flags = itemsOf(fieldOf(docker, "flags")).flatMap((flag) => textOf(flag) ?? []);
  const own = flags.map((flag) => evaluateTemplate(flag, scope)).filter((flag) => !isEmpty(flag));
  const platformWords: readonly Word[] = platforms.flatMap((platform, i) => (i === 0 ? [word("--platform"), { kind: "word", value: platforms.slice(1).reduce((all, next) => concat(all, literal(","), next), platform) }] : []));
  start(docker, [...platformWords, ...args, ...own.map((value): Word => ({ kind: "word", value }))], context, scope, run);
}

function withIds(docker: YamlValue, binaries: readonly Binary[]): readonly Binary[] {
  const ids = itemsOf(fieldOf(docker, "ids")).flatMap((id) => stringOf(id) ?? []);
  return ids.length === 0 ? binaries : binaries.filter(({ id }) => id !== null && ids.includes(id));
}

function fits({ target }: Binary, platform: string): boolean {
  const [os, arch, variant] = platform.split("/");
  return target.os === os && target.arch === arch && (variant === undefined || target.level.split(",")[0] === variant.replace(/^v/, ""));
}

function platformOf({ target }: Binary): string {
  return join(target.os, target.arch, target.arch === "arm" ? `v${target.level.split(",")[0] ?? ""}` : "");
}

function assemble(docker: YamlValue, binaries: readonly Binary[], nameOf: (binary: Binary) => string | null, context: string, { machine, directory }: Run): void {
  const { files } = machine;
  files.makeDirectory(context, "must");
  for (const file of itemsOf(fieldOf(docker, "extra_files")).flatMap((item) => stringOf(item) ?? [])) {
    files.copy(files.snapshot(), join(directory, file), join(context, file), "goreleaser", "must");
  }
  for (const binary of binaries) {
    const name = nameOf(binary);
    if (name === null || binary.path === null) files.disturb(context, "a program whose name is not known", null);
    else files.copy(files.snapshot(), binary.path, join(context, name), "goreleaser", "must");
  }
}

function start(docker: YamlValue, flags: readonly Word[], context: string, scope: TemplateScope, { machine, call, directory, file }: Run): void {
  const written = textOf(fieldOf(docker, "dockerfile")) ?? literal("Dockerfile");
  const dockerfile: Traced = concat(literal(`${directory}/`), evaluateTemplate(written, scope));
  const first = docker.type === "Mapping" ? docker.entries[0]?.key?.range : undefined;
  const at: Origin = { file, start: first?.[0] ?? docker.range[0], end: first?.[1] ?? docker.range[1] };
  machine.run({
    ...call,
    words: [word("docker"), word("buildx"), word("build"), ...flags, word("--file"), { kind: "word", value: dockerfile }, word(context)],
    directory: context,
    at,
    chain: [...call.chain, { fact: "", text: "goreleaser builds an image", at }],
    input: null,
  });
}

function word(text: string): Word {
  return { kind: "word", value: literal(text) };
}
