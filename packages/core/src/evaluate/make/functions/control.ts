/** Functions that decide, define or look into variables. Source: function.c. */
import { isFunctionName } from "../../../syntax/makefile/index.js";
import type { Traced, Word } from "../../../text/index.js";
import { carrier, EMPTY, literal, literalOf, originOf, slice, splitBlanks } from "../../../text/index.js";
import { expand, marked, valueOfFound } from "../expand.js";
import type { Make } from "../make.js";
import { evaluateText } from "../read.js";
import type { Scope } from "../scope.js";
import { localScope } from "../scope.js";
import { choose, nonEmpty, perVariant, perWay, shown, unknownFrom, whereNonEmpty } from "../values.js";
import type { Variable } from "../variable.js";
import { always, definition } from "../variable.js";
import { gap, listOf } from "../words.js";
import type { Way } from "../world.js";
import { MakeStop } from "../world.js";
import { callFunction } from "./index.js";

/** Without the white space around it, which conditions do not have. */
function trimmed(text: Traced): Traced {
  const source = carrier(text);
  const start = source.length - source.trimStart().length;
  return slice(text, start, Math.max(start, source.trimEnd().length));
}

export function ifFunction(make: Make, [condition = EMPTY, then = EMPTY, otherwise = EMPTY]: readonly Traced[]): Traced {
  const test = trimmed(condition);
  const answer = nonEmpty(expand(make, test));
  if (answer !== "maybe") return expand(make, answer === "yes" ? then : otherwise);
  return choose(
    make.world.either([
      { when: `${carrier(test)} is not empty`, run: () => expand(make, then) },
      { when: `${carrier(test)} is empty`, run: () => expand(make, otherwise) },
    ]),
  );
}

export function or(make: Make, args: readonly Traced[]): Traced {
  const [first, ...rest] = args;
  if (first === undefined) return EMPTY;
  const test = trimmed(first);
  const value = expand(make, test);
  const answer = nonEmpty(value);
  if (answer === "yes") return value;
  if (answer === "no") return or(make, rest);
  return choose(
    make.world.either([
      { when: `${carrier(test)} is not empty`, run: () => whereNonEmpty(value) },
      { when: `${carrier(test)} is empty`, run: () => or(make, rest) },
    ]),
  );
}

export function and(make: Make, args: readonly Traced[]): Traced {
  const [first, ...rest] = args;
  if (first === undefined) return EMPTY;
  const test = trimmed(first);
  const value = expand(make, test);
  const answer = nonEmpty(value);
  if (answer === "no" || rest.length === 0) return value;
  if (answer === "yes") return and(make, rest);
  return choose(
    make.world.either([
      { when: `${carrier(test)} is not empty`, run: () => and(make, rest) },
      { when: `${carrier(test)} is empty`, run: () => EMPTY },
    ]),
  );
}

export function foreach(make: Make, [variable = EMPTY, list = EMPTY, body = EMPTY]: readonly Traced[]): Traced {
  const name = literalOf(trimmed(expand(make, variable)));
  const values = expand(make, list);
  if (name === null) return unknownFrom([expand(make, variable)], "name of a variable");
  const each = (value: Traced): Traced => make.within(localScope(new Map([[name, local(value)]]), make.scope), () => expand(make, body));
  return perWay(make.world, [values], (text) => {
    const results = splitBlanks(text).map((item): Word => {
      if (item.kind === "word") return { kind: "word", value: each(item.value) };
      // no word, one or several: the body is evaluated for one that is not known
      make.world.either([
        { when: `${shown(item.value)} is not empty`, run: () => each(unknownFrom([item.value], "word", { mayBeEmpty: false, mayHaveBlanks: false })) },
        { when: "", run: () => EMPTY },
      ]);
      return gap(unknownFrom([item.value], "words"));
    });
    return listOf(results);
  });
}

function local(value: Traced): Variable {
  return always(definition("simple", "automatic", value));
}

export function call(make: Make, args: readonly Traced[], whole: Traced): Traced {
  const [called = EMPTY, ...rest] = args;
  return perWay(make.world, [called], (text) => {
    const name = literalOf(text)?.trim().split(/\s/)[0];
    if (name === undefined) return unknownFrom([text], "which function it is");
    if (name === "") return EMPTY;
    if (isFunctionName(name)) return callFunction(make, name, rest, whole);
    const parameters = new Map<string, Variable>([["0", local(literal(name, originOf(text)))]]);
    const count = Math.max(rest.length, argumentsInScope(make.scope));
    for (let i = 0; i < count; i++) parameters.set(String(i + 1), local(rest[i] ?? EMPTY));
    const scope = localScope(parameters, make.scope);
    const found = make.find(name);
    return choose(
      make.world.either(
        found.map(({ when, value: callee }) => ({
          when,
          run: () => {
            if (callee === null) return EMPTY;
            // a function may call itself: the depth of expansion bounds it
            const before = make.expanding.get(callee.definition);
            make.expanding.set(callee.definition, Number.POSITIVE_INFINITY);
            try {
              return marked(make.within(scope, () => valueOfFound(make, name, callee)), whole);
            } finally {
              if (before === undefined) make.expanding.delete(callee.definition);
              else make.expanding.set(callee.definition, before);
            }
          },
        })),
      ),
    );
  });
}

/** Arguments of an outer call are hidden from an inner one that has fewer. */
function argumentsInScope(scope: Scope): number {
  let count = 0;
  for (const [name] of scope.next === null ? [] : scope.entries()) if (/^[1-9]\d*$/.test(name)) count = Math.max(count, Number(name));
  return count;
}

export function evaluate(make: Make, [text = EMPTY]: readonly Traced[], whole: Traced): Traced {
  evaluateText(make, text, originOf(whole));
  return EMPTY;
}

export function value(make: Make, [name = EMPTY]: readonly Traced[]): Traced {
  return ofVariable(make, name, (found) => found.map((way) => ({ when: way.when, value: way.value?.definition.value ?? EMPTY })));
}

export function origin(make: Make, [name = EMPTY]: readonly Traced[]): Traced {
  return ofVariable(make, name, (found) => found.map((way) => ({ when: way.when, value: literal(way.value?.definition.origin ?? "undefined") })));
}

export function flavor(make: Make, [name = EMPTY]: readonly Traced[]): Traced {
  return ofVariable(make, name, (found) => found.map((way) => ({ when: way.when, value: literal(way.value?.definition.flavor ?? "undefined") })));
}

function ofVariable(make: Make, name: Traced, f: (found: ReturnType<Make["find"]>) => readonly Way<Traced>[]): Traced {
  return perVariant([name], (text) => {
    const known = literalOf(text);
    return known === null ? unknownFrom([text], "which variable it is") : choose(f(make.find(known)));
  });
}

export function error(_: Make, [message = EMPTY]: readonly Traced[], whole: Traced): Traced {
  throw new MakeStop(shown(message), originOf(whole));
}

export function info(make: Make, [message = EMPTY]: readonly Traced[]): Traced {
  make.print(message);
  return EMPTY;
}
