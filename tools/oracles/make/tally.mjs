/** What was compared, and how it came out. */

/** Texts of one kind. */
class Texts {
  exact = 0;
  /** equal but for what is unknown in ours */
  unknown = 0;
  different = 0;
  /** the same with `$(shell)` giving nothing on both sides */
  unknownAsHere = 0;
  differentAsHere = 0;

  get all() {
    return this.exact + this.unknown + this.different;
  }

  /** @param {"exact" | "unknown" | "different"} how */
  note(how, count = 1) {
    this[how] += count;
  }

  add(other) {
    for (const key of ["exact", "unknown", "different", "unknownAsHere", "differentAsHere"]) this[key] += other[key];
  }

  print(what) {
    return `${this.all} ${what} (${this.exact} exact, ${this.unknown} matched with unknown, ${this.different} different; where $(shell) gives nothing: ${this.unknownAsHere} matched with unknown, ${this.differentAsHere} different)`;
  }
}

const SLOW_MILLISECONDS = 1000;

/** The comparison of one directory. */
export class Tally {
  files = 0;
  repositories = new Set();
  /** files on which make stops */
  stopped = 0;
  /** of these, files on which core does not stop although `$(shell)` gives nothing to it, too */
  onlyMakeStops = 0;
  targets = 0;
  stoppedTargets = 0;
  variables = new Texts();
  lines = new Texts();
  environment = new Texts();
  slow = 0;
  slowest = 0;
  /** how many pieces of recipe lines are unknown, by code */
  reasons = new Map();

  constructor(name) {
    this.name = name;
  }

  get differences() {
    return [this.variables, this.lines, this.environment].reduce((sum, { different, differentAsHere }) => sum + different + differentAsHere, 0);
  }

  /** @param {string} path within the directory */
  add(path) {
    this.files++;
    this.repositories.add(path.split("/")[0]);
  }

  timed(what, report, run) {
    const started = performance.now();
    const result = run();
    const milliseconds = performance.now() - started;
    this.slowest = Math.max(this.slowest, milliseconds);
    if (milliseconds > SLOW_MILLISECONDS) {
      this.slow++;
      report(`${what} took ${Math.round(milliseconds)} ms`);
    }
    return result;
  }

  countReasons({ pieces }) {
    for (const piece of pieces) {
      if (piece.kind === "unknown") this.reasons.set(piece.reason.code, (this.reasons.get(piece.reason.code) ?? 0) + 1);
      else if (piece.kind === "oneOf") for (const { value } of piece.alternatives) this.countReasons(value);
    }
  }

  print() {
    const reasons = [...this.reasons].map(([code, number]) => `${number} ${code}`).join(", ") || "none";
    return [
      `  ${this.name}: ${this.files} files in ${this.repositories.size} directories, ${this.targets} targets (and ${this.stoppedTargets} on which make stops)`,
      `    ${this.variables.print("variables")}`,
      `    ${this.lines.print("recipe lines")}; unknown pieces: ${reasons}`,
      `    ${this.stopped} more files, on which make stops (core does not on ${this.onlyMakeStops} of them); slowest ${Math.round(this.slowest)} ms, ${this.slow} over ${SLOW_MILLISECONDS} ms`,
    ].join("\n");
  }

  static sum(tallies) {
    const total = new Tally("all");
    for (const tally of tallies) {
      total.files += tally.files;
      for (const key of ["variables", "lines", "environment"]) total[key].add(tally[key]);
    }
    return total;
  }
}
