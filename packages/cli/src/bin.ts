#!/usr/bin/env node
import module from "node:module";

// Node 22 keeps compiled code between runs; Node 20, whose types these are, cannot.
(module as { readonly enableCompileCache?: () => void }).enableCompileCache?.();

const { main } = await import("./index.js");
const { stdout, stderr, argv, env } = process;
process.exitCode = await main(argv.slice(2), {
  cwd: process.cwd(),
  colours: stdout.isTTY && env["NO_COLOR"] === undefined,
  out: (text) => stdout.write(text),
  err: (text) => stderr.write(text),
});
