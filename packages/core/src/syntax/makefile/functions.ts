/** The functions of GNU make 4.3 and how many arguments they take. Source: src/function.c, function_table_init. */

/** `max` 0: any number of arguments */
const arity = (min: number, max: number): { readonly min: number; readonly max: number } => ({ min, max });

export const FUNCTIONS = {
  abspath: arity(0, 1),
  addprefix: arity(2, 2),
  addsuffix: arity(2, 2),
  and: arity(1, 0),
  basename: arity(0, 1),
  call: arity(1, 0),
  dir: arity(0, 1),
  error: arity(0, 1),
  eval: arity(0, 1),
  file: arity(1, 2),
  filter: arity(2, 2),
  "filter-out": arity(2, 2),
  findstring: arity(2, 2),
  firstword: arity(0, 1),
  flavor: arity(0, 1),
  foreach: arity(3, 3),
  if: arity(2, 3),
  info: arity(0, 1),
  join: arity(2, 2),
  lastword: arity(0, 1),
  notdir: arity(0, 1),
  or: arity(1, 0),
  origin: arity(0, 1),
  patsubst: arity(3, 3),
  realpath: arity(0, 1),
  shell: arity(0, 1),
  sort: arity(0, 1),
  strip: arity(0, 1),
  subst: arity(3, 3),
  suffix: arity(0, 1),
  value: arity(0, 1),
  warning: arity(0, 1),
  wildcard: arity(0, 1),
  word: arity(2, 2),
  wordlist: arity(3, 3),
  words: arity(0, 1),
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

export function isFunctionName(word: string): word is FunctionName {
  return Object.hasOwn(FUNCTIONS, word);
}
