/** Processes and what they took. */
import { spawnSync } from "node:child_process";

/**
 * Wall and CPU time (user and system time of all threads) of commands, one after the other, in milliseconds, and what the last wrote to standard error.
 *
 * @param {readonly { command: readonly string[], env?: Record<string, string>, statuses?: readonly number[] }[]} commands with the exit statuses that are no failure
 * @param {string} cwd
 */
export function measure(commands, cwd) {
  const sum = { wall: 0, cpu: 0, stderr: "" };
  for (const { command, env = {}, statuses = [0] } of commands) {
    const started = performance.now();
    // bash counts milliseconds, other shells ticks of the clock
    const { status, stdout, stderr } = spawnSync("bash", ["-c", '"$@" >/dev/null; status=$?; times; exit $status', "bash", ...command], { cwd, env: { ...process.env, ...env }, encoding: "utf8" });
    if (!statuses.includes(status)) throw new Error(`${command.join(" ")}: exit ${status}\n${stderr}`);
    sum.wall += performance.now() - started;
    const ofChildren = stdout.trim().split("\n").at(-1) ?? "";
    for (const [, minutes, seconds] of ofChildren.matchAll(/(\d+)m([\d.]+)s/g)) sum.cpu += 60_000 * Number(minutes) + 1000 * Number(seconds);
    sum.stderr = stderr;
  }
  return sum;
}

/** Runs contestants in turns, so that what else the machine does hits all alike. @param {number} rounds @param {Record<string, () => ReturnType<typeof measure>>} contestants */
export function takeTurns(rounds, contestants) {
  const samples = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let i = 0; i < rounds; i++) for (const [name, run] of Object.entries(contestants)) samples[name].push(run());
  return samples;
}

/** @param {readonly number[]} values */
export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** The ratio of two contestants in each round: the median, and what the rounds lie between. @param {readonly number[]} own @param {readonly number[]} peer */
export function ratio(own, peer) {
  const ratios = own.map((value, i) => value / peer[i]);
  return { median: median(ratios), least: Math.min(...ratios), greatest: Math.max(...ratios) };
}

/** "0.41 (0.38 to 0.52)" @param {ReturnType<typeof ratio>} ratio */
export function ratioText({ median, least, greatest }) {
  return `${digits(median)} (${digits(least)} to ${digits(greatest)})`;
}

function digits(value) {
  return value < 0.095 ? value.toFixed(3) : value.toFixed(2);
}
