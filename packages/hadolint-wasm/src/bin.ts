#!/usr/bin/env node
import { main } from "./cli/main.js";

const { argv, stdout, stderr } = process;
process.exitCode = await main(argv.slice(2), { out: (text) => stdout.write(text), err: (text) => stderr.write(text) });
