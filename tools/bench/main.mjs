/**
 * Ratios to peers, measured in one run on one machine: never a timed test.
 *
 *     npm run bench [-- --runs 11]                    how long one Dockerfile takes: start.mjs
 *     npm run bench -- closure [--runs 7] [--write] [DIR PATTERN]…   import closures: closure.mjs
 */
if (process.argv[2] === "closure") {
  process.argv.splice(2, 1);
  await import("./closure.mjs");
} else await import("./start.mjs");
