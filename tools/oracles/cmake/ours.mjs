/** The same runs in core. */
import { cmakeDriver, baseDrivers, makeDriver, ninjaDriver } from "../../../packages/core/dist/evaluate/drivers/index.js";
import { configure, readOptions, runScript } from "../../../packages/core/dist/evaluate/cmake/index.js";
import { StageFiles } from "../../../packages/core/dist/evaluate/files/index.js";
import { BuildMachine, driverTable, Environment } from "../../../packages/core/dist/evaluate/index.js";
import { EMPTY, LineIndex, literal } from "../../../packages/core/dist/text/index.js";
import { diskFiles } from "../make/disk.mjs";

export class Ours {
  constructor(real, { files }) {
    this.source = real.source;
    this.texts = new Map(Object.entries(files).map(([path, text]) => [path, new LineIndex(text)]));
    this.environment = Environment.of(Object.entries(real.environment).map(([name, text]) => [name, { value: literal(text), set: "yes", exported: true }]));
    this.calls = [];
    this.commands = [];
    const go = {
      names: ["go"],
      run: (call) => {
        this.calls.push(call);
        const at = call.words.findIndex(({ value }) => value.pieces[0]?.text === "-o");
        const name = call.words[at + 1]?.value.pieces[0]?.text;
        if (at !== -1 && name !== undefined && call.directory !== null) this.machine.files.write(name.startsWith("/") ? name : `${call.directory}/${name}`, { content: null, artifacts: [], from: "go" }, "must");
        return { status: "success", output: EMPTY };
      },
    };
    const drivers = driverTable([...baseDrivers, makeDriver, this.#traced(), ninjaDriver, go]);
    const base = withoutBuild(diskFiles(real.source), real);
    this.machine = new BuildMachine({ files: new StageFiles(base), drivers, os: "linux", arch: "amd64", baseImage: null, shell: "dash" });
  }

  run(args) {
    this.calls = [];
    this.commands = [];
    const before = this.machine.effects.length;
    const words = ["/usr/bin/cmake", ...args].map((text) => ({ kind: "word", value: literal(text) }));
    const call = { words, environment: this.environment, directory: this.source, at: { file: "command", start: 0, end: 5 }, chain: [], certainty: "must", input: null };
    const started = performance.now();
    const result = this.machine.run(call);
    return { status: result.status, calls: this.calls, commands: this.commands, reasons: this.machine.effects.slice(before).map((effect) => effect.reason?.text ?? effect.kind), milliseconds: performance.now() - started };
  }

  /** The driver, with a listener: the first run of each command is traced, as CMake traces only itself. */
  #traced() {
    return {
      names: cmakeDriver.names,
      run: (call, machine) => {
        const options = readOptions(call.words.slice(1));
        const isFirst = machine.depth === 1;
        const onCommand = (each, args) => {
          if (each.at !== null) this.commands.push({ file: each.at.file, line: this.texts.get(each.at.file).positionAt(each.at.start).line, name: each.name, args });
        };
        if (isFirst && options.mode === "script") return runScript({ call, machine, options, preset: null, source: call.directory, binary: call.directory, onCommand });
        if (isFirst && options.mode === "configure" && options.preset === null) {
          const text = (value) => value?.pieces[0]?.text ?? this.source;
          return configure({ call, machine, options, preset: null, source: text(options.source), binary: text(options.binary), onCommand });
        }
        return cmakeDriver.run(call, machine);
      },
    };
  }
}

/** What the real run has built is not there yet. */
function withoutBuild(files, { build, root }) {
  const hidden = (path) => path === build || path.startsWith(`${build}/`);
  const isGo = (path) => path === `${root}/bin/go`;
  return {
    stat: (path) => (hidden(path) ? { kind: "absent" } : files.stat(path)),
    list: (path) => (hidden(path) ? null : files.list(path)),
    read: (path) => (hidden(path) || isGo(path) ? null : files.read(path)),
  };
}
