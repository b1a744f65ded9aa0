import { BuildMachine, Environment } from "../evaluate/index.js";
import { parsePlatform } from "../evaluate/dockerfile/index.js";
import { REPOSITORY_MOUNT, repositoryFiles, StageFiles } from "../evaluate/files/index.js";
import { evaluationFacts, goHost, resolveImage } from "../image/index.js";
import type { Linkage } from "../linkage/index.js";
import { QueryEngine } from "../query/index.js";
import { literal, type Hop, type Verdict } from "../text/index.js";
import { join, type Workspace } from "../workspace/index.js";
import { BuildLog } from "./builds.js";
import { unknownMachineHost } from "./go-hosts.js";
import { goRefusal } from "./go-refusal.js";
import { goVersionFor } from "./go-version.js";
import type { Settings } from "./model.js";
import { Session } from "./session.js";
import { querySources } from "./sources.js";

/** One command of which the caller knows everything: no Dockerfile, Makefile or workflow is looked for. */
export interface CommandRequest {
  /** the repository */
  readonly workspace: Workspace;
  /** words after expansion: ["go", "build", "-o", "app", "./cmd/api"] */
  readonly command: readonly string[];
  /** directory of the workspace in which it is run; its root when not given */
  readonly directory?: string | undefined;
  /** variables that it sees, besides those of the image; all others are not set */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** reference of the image in which it is run: its Go release, compilers and libraries count; nothing is known of them when not given */
  readonly image?: string | undefined;
  /** of the machine that runs it; "linux/amd64" when not given */
  readonly platform?: string | undefined;
  /** as of a project: `asOf`, `images`, `mirrors`, `minimumConfidence` */
  readonly settings?: Settings | undefined;
}

/** One program that the command builds. */
export interface CommandPrediction {
  /** import path of the main package */
  readonly main: Verdict<string>;
  readonly goVersion: Verdict<string>;
  readonly linkage: Linkage;
  /** what the answers rest on besides the files */
  readonly assumptions: readonly Hop[];
}

/**
 * What `readelf` would print of the programs that a go command builds, without building them: {@link predictLinkage} with the packages of a repository
 * and the machine of an image.
 *
 * Empty when the command builds no program (`go vet`, `go test`, another program than go). A command that go refuses is a prediction whose linkage
 * has a failure.
 *
 * @throws RangeError when the platform is none, or there is no command
 */
export function predictCommand(request: CommandRequest): readonly CommandPrediction[] {
  const { workspace, command, directory = "", environment = {}, image, settings = {} } = request;
  const platform = parsePlatform(request.platform ?? "linux/amd64");
  if (platform === null) throw new RangeError(`no platform: ${String(request.platform)}`);
  if (command.length === 0) throw new RangeError("a command has at least one word");

  const session = new Session(workspace, settings, querySources(new QueryEngine(workspace)));
  const log = new BuildLog("command");
  const assumptions: Hop[] = [];
  const assume = (hop: Hop): void => void assumptions.push(hop);
  const base = repositoryFiles(workspace);
  const resolved = image === undefined ? null : resolveImage(image, session.imageOptions(platform));
  const facts = resolved === null ? null : evaluationFacts(resolved, platform.arch);
  const files = facts?.files() ?? new StageFiles(base);
  if (facts !== null) files.mount(REPOSITORY_MOUNT, base, REPOSITORY_MOUNT);
  const drivers = session.drivers(log, (own, call) => {
    if (resolved === null) return unknownMachineHost(platform, call, own.files, session.versionLines, assume);
    const { version, assumption, isLeast } = goVersionFor(resolved.kind === "known" ? resolved.value.go : null, call, own.files, session.versionLines);
    if (assumption !== null) assume(assumption);
    return goHost({ base: resolved, machine: own.facts(), files: own.files.snapshot(), goVersion: version, goVersionIsLeast: isLeast, refusal: goRefusal(resolved, call, own.files, session.versionLines) });
  });
  const machine = new BuildMachine({ files, drivers, os: platform.os, arch: platform.arch, baseImage: facts?.key ?? null, shell: facts?.shell ?? "dash" });
  const variables = new Map([["PATH", DEFAULT_PATH], ...(facts?.environment ?? []), ...Object.entries(environment)]);
  machine.run({
    words: command.map((word) => ({ kind: "word", value: literal(word) })),
    environment: Environment.of([...variables].map(([name, value]) => [name, { value: literal(value), set: "yes", exported: true }])),
    directory: join(REPOSITORY_MOUNT, directory),
    at: { file: "", start: 0, end: 0 },
    chain: [],
    certainty: "must",
    input: null,
  });
  return log.builds.map(({ main, host, linkage }) => ({ main, goVersion: host.goVersion, linkage, assumptions: [...assumptions, ...linkage.assumptions] }));
}

const DEFAULT_PATH = "/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin";
