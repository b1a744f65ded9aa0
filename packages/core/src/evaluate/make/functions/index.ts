/** The functions of GNU make. Source: GNU make 4.3, src/function.c. */
import type { FunctionName } from "../../../syntax/makefile/index.js";
import { FUNCTIONS } from "../../../syntax/makefile/index.js";
import type { Traced } from "../../../text/index.js";
import { EMPTY, originOf } from "../../../text/index.js";
import { expandAll } from "../expand.js";
import type { Make } from "../make.js";
import { MakeStop } from "../world.js";
import { and, call, error, evaluate, flavor, foreach, ifFunction, info, or, origin, value } from "./control.js";
import { file, realpath, wildcard } from "./files.js";
import { abspath, basename, dir, notdir, suffix } from "./names.js";
import { shellFunction } from "./shell.js";
import * as text from "./text.js";

type Implementation = (make: Make, args: readonly Traced[], whole: Traced) => Traced;

/** Functions of texts: arguments are expanded, missing ones empty. */
const plain =
  (f: (a: Traced, b: Traced, c: Traced) => Traced): Implementation =>
  (make, args) => {
    const [a = EMPTY, b = EMPTY, c = EMPTY] = expandAll(make, args);
    return f(a, b, c);
  };

/** Functions that need the state of make: arguments are expanded. */
const stateful =
  (f: (make: Make, args: readonly Traced[], whole: Traced) => Traced): Implementation =>
  (make, args, whole) =>
    f(make, expandAll(make, args), whole);

const IMPLEMENTATIONS: Record<FunctionName, Implementation> = {
  abspath: stateful((make, [names = EMPTY]) => abspath(make.run.directory, names)),
  addprefix: plain(text.addprefix),
  addsuffix: plain(text.addsuffix),
  and,
  basename: plain(basename),
  call: stateful(call),
  dir: plain(dir),
  error: stateful(error),
  eval: stateful(evaluate),
  file: stateful(file),
  filter: plain((patterns, list) => text.filter(patterns, list, false)),
  "filter-out": plain((patterns, list) => text.filter(patterns, list, true)),
  findstring: plain(text.findstring),
  firstword: plain(text.firstword),
  flavor: stateful(flavor),
  foreach,
  if: ifFunction,
  info: stateful(info),
  join: plain(text.join),
  lastword: plain(text.lastword),
  notdir: plain(notdir),
  or,
  origin: stateful(origin),
  patsubst: plain(text.patsubst),
  realpath: stateful(realpath),
  shell: stateful(shellFunction),
  sort: plain(text.sort),
  strip: plain(text.strip),
  subst: plain(text.subst),
  suffix: plain(suffix),
  value: stateful(value),
  warning: stateful(() => EMPTY),
  wildcard: stateful(wildcard),
  word: plain(text.nthWord),
  wordlist: plain(text.wordlist),
  words: plain(text.words),
};

/** `args` as written; `whole` is the call as written. */
export function callFunction(make: Make, name: FunctionName, args: readonly Traced[], whole: Traced): Traced {
  if (args.length < FUNCTIONS[name].min) throw new MakeStop(`insufficient number of arguments (${args.length}) to function '${name}'`, originOf(whole));
  return IMPLEMENTATIONS[name](make, args, whole);
}
