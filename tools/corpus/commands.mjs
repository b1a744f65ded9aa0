/**
 * The go command lines that image builds run, as the tool says them and as a person read them. A text has `?` where the truth is not in the
 * repository (a commit, a date, an argument of whoever builds), and where the tool does not know.
 */

/** What the official golang images set, and no file of a repository says. */
const IMAGE_ENVIRONMENT = { GOPATH: "/go", GOTOOLCHAIN: "local" };

/** Command lines of each Dockerfile for linux/amd64: `{ argv, env, dir, unknown }`, the same ones once. */
export function commandsOf(project) {
  const dockerfiles = new Map(project.entries.filter(({ dockerfile, platform }) => dockerfile !== null && platform === "linux/amd64").map(({ id, dockerfile }) => [id, dockerfile]));
  const found = new Map();
  for (const invocation of project.invocations) {
    for (const dockerfile of new Set(invocation.entries.map((id) => dockerfiles.get(id)).filter((path) => path !== undefined))) {
      const command = commandOf(invocation);
      const list = found.get(dockerfile) ?? new Map();
      list.set(JSON.stringify([command.argv, command.env, command.dir]), command);
      found.set(dockerfile, list);
    }
  }
  return new Map([...found].map(([dockerfile, list]) => [dockerfile, [...list.values()]]));
}

function commandOf({ words, environment, cwd, when, certainty }) {
  const reasons = [...when];
  const text = (value) => {
    if (typeof value === "string") return value;
    reasons.push(value.unknown.text);
    return value.parts === undefined ? "?" : value.parts.map((part) => part ?? "?").join("");
  };
  const argv = words.map((word) => (word.gap === true ? `${text(word)}…` : text(word)));
  const env = Object.fromEntries(
    Object.entries(environment.variables)
      .filter(([name, value]) => IMAGE_ENVIRONMENT[name] !== value)
      .map(([name, value]) => [name, text(value)]),
  );
  if (environment.open !== null) reasons.push(environment.open.text);
  const open = environment.open !== null;
  // a form that no condition chooses; whether it is run at all is another question
  return { argv, env, dir: text(cwd), open, isOnlyForm: when.length === 0 && !open, isRun: certainty === "must", reasons: [...new Set(reasons)] };
}

/** A command of commands.json: assignments, then the words. */
export function expectedCommand({ in: dir, run }) {
  const start = run.findIndex((word) => !/^\w+=/.test(word));
  return { argv: run.slice(start), env: Object.fromEntries(run.slice(0, start).map((word) => word.split(/=(.*)/s).slice(0, 2))), dir };
}

/**
 * Compares what was read by hand with what the tool says. Per expected command: "exact", "exact with ?" (both have it in the same places), "unknown"
 * (the tool knows less, and says nothing that is not so) or "missing". What the tool says is run and is none of these is wrong.
 */
export function compareCommands(expected, actual) {
  const results = expected.map((command) => {
    const forms = actual.filter((candidate) => couldBe(candidate, command));
    const same = forms.find((candidate) => candidate.isOnlyForm && render(candidate) === render(command));
    if (same !== undefined) return { command, kind: render(command).includes("?") ? "exact with ?" : "exact", reasons: [] };
    return { command, kind: forms.length > 0 ? "unknown" : "missing", reasons: [...new Set(forms.flatMap(({ reasons }) => reasons))] };
  });
  const wrong = actual.filter((candidate) => candidate.isOnlyForm && candidate.isRun && !expected.some((command) => couldBe(candidate, command)));
  return { results, wrong };
}

export function render({ argv, env, dir }) {
  const assignments = Object.entries(env ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...assignments.map(([name, value]) => `${name}=${quoted(value)}`), ...argv.map(quoted), `(in ${dir})`].join(" ");
}

function quoted(text) {
  return /^[\w./:=@%+,?…-]+$/.test(text) ? text : `'${text}'`;
}

/** Whether some texts for the `?` of the tool give the expected command. */
function couldBe(candidate, { argv, env = {}, dir }) {
  const names = new Set([...Object.keys(candidate.env), ...Object.keys(env)]);
  for (const name of names) {
    const value = candidate.env[name] ?? (candidate.open ? "?" : null);
    if (value === null ? env[name] !== undefined : value !== "?" && !pattern(value).test(env[name] ?? "\0")) return false;
  }
  return pattern(candidate.dir).test(dir) && pattern(candidate.argv.join("\0").replaceAll("\0?…", "?")).test(argv.join("\0"));
}

function pattern(text) {
  const source = text.split(/\?…|…|\?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${source.join("[^]*")}$`);
}
