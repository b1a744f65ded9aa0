/**
 * The go command lines that image builds run, as the tool says them and as a person read them. A text has `?` where the truth is not in the
 * repository (a commit, a date, an argument of whoever builds), and where the tool does not know. `"image": "?"` of a row: its base image is not in the
 * repository, and may set variables of Go and of compilers besides those of the row.
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
      const key = JSON.stringify([command.argv, command.env, command.dir]);
      list.set(key, { ...command, callers: new Set([...(list.get(key)?.callers ?? []), ...invocation.entries]) });
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
  return { argv, env, dir: text(cwd), open, isOnlyForm: when.length === 0 && !open, isConditional: when.length > 0, isRun: certainty === "must", reasons: [...new Set(reasons)] };
}

/** A command of commands.json: assignments, then the words. */
export function expectedCommand({ in: dir, run, image }) {
  const start = run.findIndex((word) => !/^\w+=/.test(word));
  return { argv: run.slice(start), env: Object.fromEntries(run.slice(0, start).map((word) => word.split(/=(.*)/s).slice(0, 2))), dir, ownImage: image === "?" };
}

/**
 * Compares what was read by hand with what the tool says. Per expected command: "exact", "exact with ?" (both have it in the same places, or the tool tells
 * ways of what the truth leaves open to one caller), "exact but for the image" (so is all but what an image that is not in the repository sets), "unknown" (the tool knows less, and says nothing that is not so; or says that something in the Dockerfile may run others) or "missing". A command that the tool says is run,
 * whatever its condition, and that is no expected one, or that knows without a condition what is not in the repository, is wrong.
 */
export function compareCommands(expected, actual, notUnderstood = []) {
  const results = expected.map((command) => {
    const forms = actual.filter((candidate) => couldBe(candidate, command));
    const same = forms.find((candidate) => candidate.isOnlyForm && render(candidate) === render(command));
    if (same !== undefined) return { command, kind: render(command).includes("?") ? "exact with ?" : "exact", reasons: [] };
    if (command.ownImage && forms.some((candidate) => !candidate.isConditional && candidate.open && isSameBesideImage(candidate, command))) return { command, kind: "exact but for the image", reasons: [] };
    const isWay = (candidate) => !candidate.open && candidate.isConditional && isWayOf(candidate, command);
    const callers = new Set(forms.flatMap((candidate) => [...candidate.callers]));
    const ofCallers = [...callers].map((caller) => forms.filter((candidate) => candidate.callers.has(caller)));
    if (ofCallers.some((ways) => ways.length > 1 && ways.every(isWay))) return { command, kind: "exact with ?", reasons: [] };
    if (forms.length === 0) return { command, kind: notUnderstood.length > 0 ? "unknown" : "missing", reasons: notUnderstood };
    return { command, kind: "unknown", reasons: [...new Set(forms.flatMap(({ reasons }) => reasons))] };
  });
  const wrong = actual.filter((candidate) => {
    if (!candidate.isRun || candidate.open) return false;
    const commands = expected.filter((command) => couldBe(candidate, command));
    return commands.length === 0 || (candidate.isOnlyForm && commands.every((command) => knowsMore(candidate, command)));
  });
  return { results, wrong };
}

export function render({ argv, env, dir }) {
  const assignments = Object.entries(env ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...assignments.map(([name, value]) => `${name}=${quoted(value)}`), ...argv.map(quoted), `(in ${dir})`].join(" ");
}

function quoted(text) {
  return /^[\w./:=@%+,?…-]+$/.test(text) ? text : `'${text}'`;
}

/** Whether some texts for the `?` of both make them the same command. */
function couldBe(candidate, { argv, env = {}, dir }) {
  const names = new Set([...Object.keys(candidate.env), ...Object.keys(env)]);
  for (const name of names) {
    const value = candidate.env[name] ?? (candidate.open ? "?" : null);
    if (value === null ? env[name] !== undefined : value !== "?" && (env[name] === undefined || !meet(value, env[name]))) return false;
  }
  return meet(candidate.dir, dir) && meet(joined(candidate.argv), joined(argv));
}

/** Whether all is the same but variables of which nothing is known. */
function isSameBesideImage(candidate, { argv, env, dir }) {
  const variables = Object.entries(candidate.env).filter(([name, value]) => name in env || value !== "?");
  return render({ ...candidate, env: Object.fromEntries(variables) }) === render({ argv, env, dir });
}

/** Whether the command is one of the texts that the `?` of an expected one may stand for. */
function isWayOf(candidate, { argv, env = {}, dir }) {
  return covers(joined(argv), joined(candidate.argv)) && covers(dir, candidate.dir) && Object.entries(env).every(([name, value]) => covers(value, candidate.env[name] ?? ""));
}

/** Whether it has text where the truth is not in the repository. */
function knowsMore(candidate, command) {
  const { argv, env = {}, dir } = command;
  return isWayOf(candidate, command) && [joined(argv), dir, ...Object.values(env)].join("\0").split("?").length > [joined(candidate.argv), candidate.dir, ...Object.values(candidate.env)].join("\0").split("?").length;
}

function joined(argv) {
  return argv.join("\0").replaceAll("\0?…", "…");
}

/** Whether the texts of `pattern` are at least those of `text`. */
function covers(pattern, text) {
  const source = pattern.split(/…|\?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${source.join("[^]*")}$`).test(text);
}

/** Whether two texts with `?` (no end of a word) and `…` (any text) have a text in common. */
function meet(left, right) {
  const failed = new Set();
  const from = (i, j) => {
    if (i === left.length && j === right.length) return true;
    const key = i * (right.length + 1) + j;
    if (failed.has(key)) return false;
    const [a, b] = [left[i], right[j]];
    const passes = (wild, other) => wild === "…" || (wild === "?" && other !== undefined && other !== "\0");
    const found =
      ((a === "?" || a === "…") && (from(i + 1, j) || (b !== undefined && passes(a, b) && from(i, j + 1)))) ||
      ((b === "?" || b === "…") && (from(i, j + 1) || (a !== undefined && passes(b, a) && from(i + 1, j)))) ||
      (a === b && a !== undefined && from(i + 1, j + 1));
    if (!found) failed.add(key);
    return found;
  };
  return from(0, 0);
}
