/** Executes the instructions of a Dockerfile on imitated base images; what RUN does is done by the shell and the programs themselves. */
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { basename, join, posix } from "node:path";
import { run } from "../support/go.mjs";
import { expand, readAssignments, readDockerfile } from "./dockerfile.mjs";
import { overlay, withMounts } from "./mounts.mjs";

const HOSTS = "127.0.0.1\tlocalhost api.github.com\n";

/** A build that must not fail did. */
export class BuildFailure extends Error {}

/**
 * @typedef {object} Stage
 * @property {string} root
 * @property {Map<string, string>} env
 * @property {Map<string, string>} args of ARG
 * @property {string} directory
 * @property {string} user
 * @property {readonly string[] | null} entrypoint
 * @property {readonly string[] | null} cmd
 * @property {readonly string[]} shell
 * @property {import("./bases.mjs").Base} base
 */

export class Imitation {
  /** Builder stages by their text and their files: what Docker's cache of layers is for. @type {Map<string, Stage>} */
  #stages = new Map();

  /** @param {{ work: string, bases: import("./bases.mjs").Bases, packages: import("./pool.mjs").Pool, container: string }} machine */
  constructor(machine) {
    this.machine = machine;
  }

  /**
   * @param {string} text Dockerfile
   * @param {string} context directory
   * @param {string} digest of what is in the context
   * @returns {Stage} of the image
   */
  build(text, context, digest) {
    /** @type {{ name: string | null, instructions: import("./dockerfile.mjs").Instruction[] }[]} */
    const stages = [];
    const global = new Map();
    for (const instruction of readDockerfile(text)) {
      if (instruction.name === "ARG" && stages.length === 0) for (const [name, value] of readAssignments(instruction.rest)) global.set(name, value ?? "");
      else if (instruction.name === "FROM") stages.push({ name: /\sAS\s+(\S+)$/i.exec(instruction.rest)?.[1] ?? null, instructions: [instruction] });
      else stages.at(-1).instructions.push(instruction);
    }
    /** @type {Map<string, Stage>} */
    const built = new Map();
    let key = `${digest} ${JSON.stringify([...global])}`;
    for (const [index, { name, instructions }] of stages.entries()) {
      key += `\n${JSON.stringify(instructions)}`;
      const isLast = index === stages.length - 1;
      const stage = (isLast ? undefined : this.#stages.get(key)) ?? this.#run(instructions, built, global, context);
      if (!isLast) this.#stages.set(key, stage);
      if (name !== null) built.set(name, stage);
      built.set(String(index), stage);
      if (isLast) return stage;
    }
    throw new Error("no FROM");
  }

  #run([from, ...instructions], built, global, context) {
    const stage = this.#start(from, built, global);
    for (const instruction of instructions) this.#execute(instruction, stage, built, global, context);
    return stage;
  }

  #start({ rest }, built, global) {
    const reference = expand(rest.split(/\s/)[0], global);
    const earlier = built.get(reference);
    const base = earlier?.base ?? this.machine.bases.get(reference);
    const root = overlay(this.machine.work, earlier === undefined ? base.layers : [join(earlier.root, "../upper"), ...base.layers]);
    if (earlier !== undefined) return { ...earlier, root, env: new Map(earlier.env), args: new Map() };
    return { root, base, env: new Map(Object.entries(base.env)), args: new Map(), directory: "/", user: base.user ?? "", entrypoint: null, cmd: null, shell: ["/bin/sh", "-c"] };
  }

  #execute(instruction, stage, built, global, context) {
    const { name, rest, words } = instruction;
    const variables = new Map([...stage.args, ...stage.env]);
    switch (name) {
      case "ARG":
        for (const [each, value] of readAssignments(rest)) stage.args.set(each, PLATFORM_ARGUMENTS[each] ?? (value === undefined ? (global.get(each) ?? "") : expand(value, variables)));
        return;
      case "ENV":
        for (const [each, value] of readAssignments(rest)) stage.env.set(each, expand(value ?? "", variables));
        return;
      case "WORKDIR":
        stage.directory = posix.resolve(stage.directory, expand(rest, variables));
        mkdirSync(join(stage.root, stage.directory), { recursive: true });
        return;
      case "USER":
        stage.user = expand(rest, variables);
        return;
      case "SHELL":
        stage.shell = words;
        return;
      case "ENTRYPOINT":
        stage.entrypoint = words ?? [...stage.shell, rest];
        stage.cmd = null;
        return;
      case "CMD":
        stage.cmd = words ?? [...stage.shell, rest];
        return;
      case "COPY":
        copy(instruction, stage, built, context, variables);
        return;
      case "RUN": {
        const result = this.#container(stage, words ?? [...stage.shell, rest], [...stage.args, ...stage.env], BUILD);
        if (result.notStarted !== undefined && result.notStarted !== "") throw new BuildFailure(`RUN ${rest}: ${result.notStarted}`);
        if (result.status !== "0") throw new BuildFailure(`RUN ${rest}: ${result.output}`);
      }
    }
  }

  /** The container of a stage's image. */
  start(stage) {
    const args = [...(stage.entrypoint ?? []), ...(stage.cmd ?? [])];
    return { ...this.#container(stage, args, [...stage.env], START), args };
  }

  /** @returns {{ notStarted: string, status: string, output: string }} */
  #container(stage, args, variables, { seconds, isBuild }) {
    const env = new Map([["PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], ...variables]);
    if (isBuild && (stage.base.mounts ?? []).length > 0) for (const [each, value] of BUILD_ENVIRONMENT) env.set(each, value);
    const pool = isBuild && stage.base.manager !== null ? [[this.machine.packages.directory(stage.base.manager), "/oracle/packages"]] : [];
    const mounts = [["/dev", "/dev"], ["/proc", "/proc"], ...pool, ...(isBuild ? (stage.base.mounts ?? []) : [])];
    const request = { Root: stage.root, Args: args, Env: [...env].map(([each, value]) => `${each}=${value}`), Directory: stage.directory, User: stage.user, Seconds: seconds };
    mkdirSync(join(stage.root, "etc"), { recursive: true });
    if (!isBuild) {
      writeFileSync(join(stage.root, "etc/hosts"), HOSTS);
      writeFileSync(join(stage.root, "etc/resolv.conf"), "nameserver 127.0.0.11\noptions timeout:1 attempts:1\n");
    }
    const result = withMounts(stage.root, mounts, () => spawnSync(this.machine.container, ["run", this.machine.work], { input: JSON.stringify(request), encoding: "utf8", maxBuffer: 1 << 28 }));
    if (result.status !== 0) throw new Error(`container: ${result.stderr}`);
    return JSON.parse(result.stdout);
  }
}

const BUILD = { seconds: 600, isBuild: true };
const START = { seconds: 20, isBuild: false };

/** What `docker build` sets for a linux/amd64 image on such a machine. Source: Dockerfile reference, Automatic platform ARGs in the global scope. */
const PLATFORM_ARGUMENTS = { TARGETOS: "linux", TARGETARCH: "amd64", TARGETPLATFORM: "linux/amd64", BUILDOS: "linux", BUILDARCH: "amd64", BUILDPLATFORM: "linux/amd64" };

/** Kept apart from what the Dockerfile says: nothing is fetched, and objects are compiled once. */
const BUILD_ENVIRONMENT = [["GOCACHE", "/oracle/cache"], ["GOPROXY", "off"], ["GOENV", "off"], ["HOME", "/root"]];

/** Source: Dockerfile reference, COPY. */
function copy({ flags, rest }, stage, built, context, variables) {
  const names = rest.split(/\s+/).map((name) => expand(name, variables));
  const from = flags.from === undefined ? context : (built.get(flags.from)?.root ?? null);
  if (from === null) throw new Error(`no stage ${flags.from}`);
  const target = names.at(-1);
  const absolute = join(stage.root, posix.resolve(stage.directory, target));
  for (const name of names.slice(0, -1)) {
    const source = join(from, name);
    if (!exists(source)) throw new BuildFailure(`COPY ${rest}: ${name} not found`);
    if (statSync(source).isDirectory()) {
      mkdirSync(absolute, { recursive: true });
      for (const each of readdirSync(source)) run("cp", ["--archive", join(source, each), absolute]);
      continue;
    }
    const isDirectory = target.endsWith("/") || target === "." || (existsSync(absolute) && statSync(absolute).isDirectory());
    mkdirSync(isDirectory ? absolute : join(absolute, ".."), { recursive: true });
    run("cp", ["--archive", "--dereference", source, isDirectory ? join(absolute, basename(name)) : absolute]);
  }
}

function exists(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
