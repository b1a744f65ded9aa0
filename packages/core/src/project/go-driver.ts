import type { FileView } from "../evaluate/files/index.js";
import { type Driver, type Machine, mayHideBuild, MAY_FAIL } from "../evaluate/index.js";
import type { CommandCall, CommandResult } from "../evaluate/model.js";
import { goCommandVariants, understandGoCommand, type GoCommand, type GoCommandVariant, type GoHost } from "../gobuild/index.js";
import { compiledFiles, loadPackages, type BuildContext, type ImportClosure, type LoadResult, type ModuleCache, type ModuleTable, type PackageStore } from "../gopackages/index.js";
import { predictLinkage } from "../linkage/index.js";
import { known, literalOf, unknown, type Verdict } from "../text/index.js";
import type { BuildLog } from "./builds.js";
import { declarationsOf } from "./declarations.js";
import { goEnvironment } from "./go-env.js";
import { mayWriteOthers, noteDownload } from "./go-download.js";
import { goModEdit, goModInit } from "./go-mod-edit.js";
import { outputPath } from "./output-path.js";

export interface GoDriverOptions {
  readonly log: BuildLog;
  readonly moduleCache: ModuleCache | null;
  readonly moduleTable: ModuleTable;
  readonly store: PackageStore;
  /** what the machine offers at the moment of a command */
  host(machine: Machine, call: CommandCall): GoHost;
}

/** The go command: records what it builds and writes the programs into the machine's file system. */
export function goDriver(options: GoDriverOptions): Driver {
  return {
    names: ["go"],
    run(call, machine) {
      const answer = goEnvironment(call, machine, (on, of) => options.host(on, of)) ?? goModEdit(call, machine);
      if (answer !== null) return answer;
      if (goModInit(call, machine)) return MAY_FAIL;
      noteDownload(call, machine);
      if (mayWriteOthers(call)) machine.record({ kind: "may-write", at: call.at });
      const variants = goCommandVariants(call);
      if (variants === null) return notUnderstood(call, machine, "a go command with too many alternatives");
      const host = options.host(machine, call);
      const files = machine.files.snapshot();
      const outputs = new Outputs(variants.length);
      let builds = false;
      for (const variant of variants) {
        const command = understandGoCommand(variant.call, host);
        if (command === null) continue;
        if (command.verb === "unknown") return notUnderstood(call, machine, "a go command whose subcommand is not known");
        builds = true;
        new GoBuild(options, machine, files, host, variant, command, outputs).run();
      }
      outputs.write(call, machine);
      return builds ? MAY_FAIL : machine.unknownOutput(call, `output of \`${commandText(call)}\``);
    },
  };
}

class GoBuild {
  constructor(
    private readonly options: GoDriverOptions,
    private readonly machine: Machine,
    /** before the build */
    private readonly files: FileView,
    private readonly host: GoHost,
    private readonly variant: GoCommandVariant,
    private readonly command: GoCommand,
    private readonly outputs: Outputs,
  ) {}

  run(): void {
    const { command } = this;
    // A test binary does not ship; what `go test -c` writes does not either.
    if (command.verb === "test") return;
    if (command.verb === "run") return this.#programRuns();
    const load = this.#load();
    if (load === null || load.closures.length === 0) {
      const nothingLinked = load !== null && load.failure === null && load.unknown === null && command.failure === null;
      if (!nothingLinked) this.#record(load, null, 1);
      return;
    }
    for (const closure of load.closures) this.#record(load, closure, load.closures.length);
    // More programs may be built than are known.
    if (load.unknown !== null) this.#record(load, null, load.closures.length + 1);
  }

  /** A program of the repository is built and runs at once: it may build others, as many a build.go does. */
  #programRuns(): void {
    const { machine, variant, command } = this;
    const program = command.packages.kind === "known" ? command.packages.value.join(" ") : "a program";
    const text = `what \`go run ${program}\` does`;
    machine.record(mayHideBuild(text, "go run", variant.call));
    machine.files.disturb("/", text, variant.call.at);
  }

  #load(): LoadResult | null {
    const { command, host } = this;
    const { cgoEnabled } = command.settings;
    if (cgoEnabled.kind === "known") return this.#loadWith(command, host);
    // cgo decides which files are compiled. On a machine that is not known, the packages are known when it makes no difference.
    const answers = [true, false].map((cgo) => this.#loadWith({ ...command, settings: { ...command.settings, cgoEnabled: known(cgo) } }, host));
    const [on = null, off = null] = answers;
    if (on === null || off === null) return null;
    // What does not load without cgo is built with it, if at all.
    return (off.failure?.fact === "b6" && on.failure === null) || sameFiles(on, off) ? on : null;
  }

  #loadWith(command: GoCommand, host: GoHost): LoadResult | null {
    const context = contextOf(command, host);
    return context === null ? null : this.#loadIn(context);
  }

  #loadIn(context: BuildContext): LoadResult | null {
    const { command, variant, files, options } = this;
    if (command.failure !== null || command.packages.kind === "unknown" || command.directory.kind === "unknown") return null;
    const variable = (name: string): string | null => {
      const found = variant.call.environment.getExported(name);
      return found === null ? null : literalOf(found.value);
    };
    return loadPackages({
      view: files,
      directory: command.directory.value,
      patterns: command.packages.value,
      context,
      goWork: variable("GOWORK"),
      go111Module: variable("GO111MODULE"),
      gopath: variable("GOPATH"),
      moduleCache: options.moduleCache,
      moduleTable: options.moduleTable,
      store: options.store,
    });
  }

  /** Constraints leave out files for many reasons: cgo is the one when the same packages load with it. */
  #failsWithoutCgo(load: LoadResult | null): boolean {
    if (load?.failure?.fact !== "b6") return false;
    const context = contextOf(this.command, this.host);
    return context !== null && !context.cgo && this.#loadIn({ ...context, cgo: true })?.failure === null;
  }

  #record(load: LoadResult | null, closure: ImportClosure | null, programs: number): void {
    const { command, variant, files, host, machine } = this;
    // the make that runs it knows all its makefiles: it is not kept
    const { make, ...call } = variant.call;
    const linkage = predictLinkage({
      command,
      closure,
      load,
      host,
      declarations: (importPath) => declarationsOf(closure, importPath),
    });
    const output = outputPath({ command, closure, call, files, host, programs, packages: programs + (load?.libraries.length ?? 0) });
    machine.noteBuild?.();
    const build = this.options.log.add({
      call,
      command,
      host,
      when: variant.when,
      closure,
      failsWithoutCgo: this.#failsWithoutCgo(load),
      main: mainOf(command, closure, load),
      output,
      linkage,
      ignoredAppends: make?.ignoredAppends ?? [],
      emptyReferences: machine.emptyReferences,
    });
    if (output.kind === "unknown") machine.files.disturb(command.directory.kind === "known" ? command.directory.value : "/", "a go build whose output is not known", call.at);
    else if (output.value !== null) this.outputs.add(output.value, build.id, variant, linkage.failure === null);
  }
}

/** Whether two ways to load a command compile the same files of the same programs; what belongs to the standard library is not compared. */
function sameFiles(a: LoadResult, b: LoadResult): boolean {
  if (a.failure !== null || b.failure !== null) return false;
  const text = ({ closures }: LoadResult): string => JSON.stringify(closures.map((closure) => [compiledFiles(closure), closure.missing.map(({ importPath }) => importPath)]));
  return text(a) === text(b);
}

/** What the forms of one command write: a path that all of them write is there for certain, whichever of them it was. */
class Outputs {
  readonly #paths = new Map<string, { readonly ids: string[]; readonly forms: Set<GoCommandVariant>; succeeds: boolean }>();

  constructor(private readonly forms: number) {}

  add(path: string, id: string, form: GoCommandVariant, succeeds: boolean): void {
    const found = this.#paths.get(path) ?? { ids: [], forms: new Set(), succeeds: true };
    found.ids.push(id);
    found.forms.add(form);
    found.succeeds &&= succeeds;
    this.#paths.set(path, found);
  }

  write(call: CommandCall, machine: Machine): void {
    for (const [path, { ids, forms, succeeds }] of this.#paths) {
      const certain = call.certainty === "must" && succeeds && forms.size === this.forms;
      machine.files.write(path, { content: null, artifacts: ids, from: commandText(call) }, certain ? "must" : "may");
    }
  }
}

/** Null when a setting that decides which files are compiled is not known. */
function contextOf({ settings }: GoCommand, host: GoHost): BuildContext | null {
  const { goos, goarch, cgoEnabled, tags, mod, race, msan, asan, level } = settings;
  const needed = [goos, goarch, cgoEnabled, tags, mod, race, host.goVersion] as const;
  if (needed.some((verdict) => verdict.kind === "unknown")) return null;
  return {
    goos: valueOf(goos),
    goarch: valueOf(goarch),
    cgo: valueOf(cgoEnabled),
    tags: valueOf(tags),
    goVersion: valueOf(host.goVersion),
    goVersionIsLeast: host.goVersionIsLeast ?? false,
    mod: valueOf(mod),
    race: valueOf(race),
    msan: msan.kind === "known" && msan.value,
    asan: asan.kind === "known" && asan.value,
    architectureLevel: level.kind === "known" && level.value !== "" ? level.value : null,
  };
}

function valueOf<T>(verdict: Verdict<T>): T {
  if (verdict.kind === "unknown") throw new Error(`not known: ${verdict.reason.text}`);
  return verdict.value;
}

function mainOf(command: GoCommand, closure: ImportClosure | null, load: LoadResult | null): Verdict<string> {
  if (closure !== null) return known(closure.main.importPath);
  // One pattern that names one package names the program, whatever else is not known of it.
  if (command.packages.kind === "known" && command.packages.value.length === 1 && !(command.packages.value[0] ?? "").includes("...")) return known(command.packages.value[0] as string);
  return unknown(load?.unknown ?? (command.packages.kind === "unknown" ? command.packages.reason : { code: "package", text: "which programs the command builds", at: command.at }));
}

function notUnderstood(call: CommandCall, machine: Machine, text: string): CommandResult {
  machine.record(mayHideBuild(text, "go", call, "limit"));
  machine.files.disturb("/", text, call.at);
  return machine.unknownOutput(call, text);
}

function commandText(call: CommandCall): string {
  return call.words.map((word) => literalOf(word.value) ?? "…").join(" ");
}
