import { BuildMachine, type Environment, type MachineOptions } from "../evaluate/index.js";
import { REPOSITORY_MOUNT, StageFiles, type FileView } from "../evaluate/files/index.js";
import { evaluationFacts, goHost, type BaseImage } from "../image/index.js";
import { known, literal, type Hop, type Verdict } from "../text/index.js";
import type { BuildLog } from "./builds.js";
import { unknownMachineHost } from "./go-hosts.js";
import { goVersionFor } from "./go-version.js";
import type { Session } from "./session.js";
import type { HostDescription, Start } from "./starts/index.js";

export interface HostMachineOptions {
  readonly start: Start;
  readonly log: BuildLog;
  /** the repository, on a machine of which nothing else is known */
  readonly base: FileView;
  readonly environment: Environment;
  readonly session: Session;
  /** told of what answers rest on besides the files */
  readonly assume: (hop: Hop) => void;
  readonly onCommand: NonNullable<MachineOptions["onCommand"]>;
}

/** The machine on which a start happens, and the environment that it gives to commands. */
export function hostMachine(options: HostMachineOptions): { readonly machine: BuildMachine; readonly environment: Environment } {
  const { start, log, base, environment, session, assume, onCommand } = options;
  const { host } = start;
  const { os, arch } = start.entry.platform;
  if (host === undefined || host.image === null) {
    const drivers = session.drivers(log, (own, call) => unknownMachineHost(start.entry.platform, call, own.files, session.versionLines, assume));
    return { machine: new BuildMachine({ files: new StageFiles(base), drivers, os, arch, baseImage: null, shell: host?.shell ?? "dash", onCommand, parsed: session.parsed }), environment };
  }
  const image = described(session.resolve(host.image, session.imageOptions(start.entry.platform)), host);
  const facts = evaluationFacts(image, arch);
  const drivers = session.drivers(log, (own, call) => {
    if (host.assumption !== null) assume(host.assumption);
    const { version, assumption, isLeast } = goVersionFor(host.go() ?? (host.isContainer && image.kind === "known" ? image.value.go : null), call, own.files, session.versionLines);
    if (assumption !== null) assume(assumption);
    return goHost({ base: image, machine: own.facts(), files: own.files.snapshot(), goVersion: version, goVersionIsLeast: isLeast });
  });
  const files = host.isContainer ? facts.files() : new StageFiles(base);
  if (host.isContainer) files.mount(REPOSITORY_MOUNT, base, REPOSITORY_MOUNT);
  for (const path of host.programs) files.write(path, { content: null, artifacts: [], from: host.assumption?.text ?? host.image }, "must");
  return {
    machine: new BuildMachine({ files, drivers, os, arch, baseImage: facts.key, shell: facts.shell, onCommand, parsed: session.parsed, setting: () => JSON.stringify(host.go()) }),
    environment: host.isContainer ? withVariables(environment, facts.environment) : environment,
  };
}

/** A runner has the C library of the distribution's image, and nothing floats: what it is called says which release it is. */
function described(image: Verdict<BaseImage>, { isContainer, assumption }: HostDescription): Verdict<BaseImage> {
  if (isContainer || image.kind === "unknown") return image;
  return known({ ...image.value, floating: false, go: null, ...(assumption === null ? {} : { evidence: assumption }) }, image.evidence);
}

function withVariables(environment: Environment, variables: ReadonlyMap<string, string> | null): Environment {
  return [...(variables ?? [])].reduce((all, [name, value]) => all.set(name, literal(value), true), environment);
}
