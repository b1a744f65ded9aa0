/** Evaluates a case with core, on a machine whose files are all known and whose programs are those of programs.mjs. */
import { PROGRAMS, VARIABLES } from "./programs.mjs";
import { DIRECTORY } from "./run.mjs";

export async function evaluator(load) {
  const { runShell } = await load("evaluate/shell/index.js");
  const { Environment } = await load("evaluate/environment.js");
  const { EmptyReferences } = await load("evaluate/empty-references.js");
  const { ParsedTexts } = await load("evaluate/parsed-texts.js");
  const { EMPTY, literal, literalOf, unknownText } = await load("text/index.js");

  class Machine {
    depth = 0;
    shell = "dash";
    calls = [];
    effects = [];
    emptyReferences = new EmptyReferences();
    parsed = new ParsedTexts();

    constructor(files) {
      this.files = new Files(files, literalOf, literal);
    }

    run(call) {
      const name = call.words[0]?.kind === "word" ? literalOf(call.words[0].value) : null;
      const program = PROGRAMS[name?.split("/").at(-1)];
      if (program === undefined && name !== null) return { status: "failure", output: EMPTY };
      this.calls.push(call);
      if (program === undefined) return { status: "unknown", output: unknownText({ code: "not-understood", text: "a program that is not known", at: call.at }) };
      const status = program.unknownStatus === true ? "unknown" : program.status === 1 ? "failure" : "success";
      if (program.unknown !== undefined) return { status, output: { pieces: [...unknownText({ code: "command-output", text: `output of ${name}`, at: call.at }, program.unknown).pieces, ...literal("\n").pieces] } };
      const words = call.words.map((word) => (word.kind === "gap" ? null : literalOf(word.value)));
      if (program.output !== undefined && words.every((word) => word !== null)) return { status, output: literal(program.output(words)) };
      return { status, output: program.output === undefined ? EMPTY : unknownText({ code: "command-output", text: `output of ${name}`, at: call.at }) };
    }

    record(effect) {
      this.effects.push(effect);
    }
  }

  return ({ script, env, files, args }, dialect) => {
    const machine = new Machine(files);
    const exported = Object.entries(env).map(([name, value]) => [name, { value: literal(value), set: "yes", exported: true }]);
    const { result } = runShell(
      {
        script: literal(script, { file: "script", start: 0, end: script.length }),
        dialect,
        environment: Environment.of(exported),
        directory: DIRECTORY,
        positional: ["script", ...args].map((text) => literal(text)),
        chain: [],
        certainty: "must",
      },
      machine,
    );
    const calls = machine.calls.map((call) => ({
      words: call.words,
      certainty: call.certainty,
      directory: call.directory,
      variables: Object.fromEntries(VARIABLES.map((name) => [name, call.environment.getExported(name)])),
    }));
    return { calls, status: result.status, output: result.output, effects: machine.effects };
  };
}

/** Files that are all known. */
class Files {
  constructor(files, literalOf, literal) {
    this.literalOf = literalOf;
    this.files = new Map(Object.entries(files).map(([path, text]) => [`${DIRECTORY}/${path}`, literal(text)]));
  }

  stat(path) {
    const content = this.files.get(path);
    if (content !== undefined) return { kind: "file", source: null, artifacts: [], content, from: "case" };
    const isDirectory = path === "/" || path === DIRECTORY || path === "/usr" || path === "/etc" || [...this.files.keys()].some((file) => file.startsWith(`${path}/`));
    return isDirectory ? { kind: "directory" } : { kind: "absent" };
  }

  list(path) {
    if (this.stat(path).kind !== "directory") return null;
    const below = [...this.files.keys()].filter((file) => file.startsWith(`${path}/`)).map((file) => file.slice(path.length + 1).split("/")[0]);
    return { names: [...new Set(below)].sort(), complete: true };
  }

  read(path) {
    const content = this.files.get(path);
    const text = content === undefined || content === null ? null : this.literalOf(content);
    if (content === undefined) return null;
    return text === null ? { unknown: { code: "file", text: path, at: null } } : { text, source: null };
  }

  snapshot() {
    return this;
  }

  write(path, { content }) {
    this.files.set(path, content);
  }

  disturb() {}
}
