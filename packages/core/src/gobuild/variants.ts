/** The ways in which a go command can run when some of its words or variables are one of several. */
import type { CommandCall } from "../evaluate/model.js";
import type { Alternative, Piece, Traced, Word, WordsWay } from "../text/index.js";
import { concat, EMPTY, firstUnknown, MAX_ALTERNATIVES, shapeOf, splitBlanks, unknownText } from "../text/index.js";

export interface GoCommandVariant {
  /** without alternatives in its words and in the variables that go reads */
  readonly call: CommandCall;
  /** the conditions that chose it, for people; empty when there was nothing to choose */
  readonly when: readonly string[];
}

/**
 * Every choice of the alternatives in a call, at most {@link MAX_ALTERNATIVES}; null when there are more. Alternatives with the same
 * conditions are chosen alike: `GOARCH=$ARCH` and `-o bin/$ARCH` vary together.
 */
export function goCommandVariants(call: CommandCall): readonly GoCommandVariant[] | null {
  let states: State[] = [{ words: [], environment: call.environment, chosen: new Map(), when: [] }];
  for (const word of call.words) {
    const next = expandWord(states, word);
    if (next === null) return null;
    states = next;
  }
  for (const name of GO_VARIABLES) {
    const variable = call.environment.listed(name);
    if (variable?.exported !== true) continue;
    const possible: Traced =
      variable.set === "yes" ? variable.value : alternatives([{ value: variable.value, when: `${name} is set` }, { value: EMPTY, when: `${name} is not set` }]);
    if (possible === variable.value && !hasAlternatives(variable.value)) continue;
    const next = expand(states, possible, (state, value) => ({ ...state, environment: state.environment.set(name, value, true) }));
    if (next === null) return null;
    states = next;
  }
  return states.map((state) => ({ call: { ...call, words: state.words, environment: state.environment }, when: state.when }));
}

/** Variables that decide what go builds, and where it writes it, sorted. Many makefiles have others of their own that begin with GO. Source: internal/cfg, KnownEnv; `go help environment`. */
const GO_VARIABLES = [
  "AR", "CC", "CGO_CFLAGS", "CGO_CFLAGS_ALLOW", "CGO_CFLAGS_DISALLOW", "CGO_CPPFLAGS", "CGO_CPPFLAGS_ALLOW", "CGO_CPPFLAGS_DISALLOW", "CGO_CXXFLAGS",
  "CGO_CXXFLAGS_ALLOW", "CGO_CXXFLAGS_DISALLOW", "CGO_ENABLED", "CGO_FFLAGS", "CGO_FFLAGS_ALLOW", "CGO_FFLAGS_DISALLOW", "CGO_LDFLAGS",
  "CGO_LDFLAGS_ALLOW", "CGO_LDFLAGS_DISALLOW", "CXX", "GO111MODULE", "GO386", "GOAMD64", "GOARCH", "GOARM", "GOARM64", "GOBIN", "GOENV",
  "GOEXPERIMENT", "GOFIPS140", "GOFLAGS", "GOMIPS", "GOMIPS64", "GOMODCACHE", "GOOS", "GOPATH", "GOPPC64", "GORISCV64", "GOROOT", "GOTOOLCHAIN",
  "GOWASM", "GOWORK", "GO_EXTLINK_ENABLED", "PKG_CONFIG",
];

interface State {
  readonly words: readonly Word[];
  readonly environment: CommandCall["environment"];
  /** condition chosen of each set of conditions */
  readonly chosen: ReadonlyMap<string, string>;
  readonly when: readonly string[];
}

function alternatives(list: readonly Alternative[]): Traced {
  return { pieces: [{ kind: "oneOf", alternatives: list, origin: null, via: null }] };
}

function hasAlternatives(value: Traced): boolean {
  return value.pieces.some((piece) => piece.kind === "oneOf");
}

function expandWord(states: readonly State[], word: Word): State[] | null {
  if (word.ways !== undefined) return expandWays(states, word.ways);
  return expand(states, word.value, (state, value, changed) => ({ ...state, words: [...state.words, ...(changed ? wordsOf(word, value) : [word])] }));
}

/** The empty value of a variable counts as unset (fact e7), so "not set" is the empty text. */
function expand(states: readonly State[], value: Traced, apply: (state: State, value: Traced, changed: boolean) => State): State[] | null {
  if (!hasAlternatives(value)) return states.map((state) => apply(state, value, false));
  const next: State[] = [];
  for (const state of states) {
    for (const choice of choices(value, state)) {
      next.push(apply(choice.state, choice.value, true));
      if (next.length > MAX_ALTERNATIVES) return null;
    }
  }
  return next;
}

/** The words of each way of a gap, with the alternatives in them. Null when there are too many. */
function expandWays(states: readonly State[], ways: readonly WordsWay[]): State[] | null {
  let next: State[] = [];
  for (const state of states) {
    for (const { choice: { words }, state: chosen } of chosenOf(ways, state)) {
      let inner: State[] | null = [chosen];
      for (const word of words) inner = inner === null ? null : expandWord(inner, word);
      if (inner === null || next.length + inner.length > MAX_ALTERNATIVES) return null;
      next = [...next, ...inner];
    }
  }
  return next;
}

interface Choice {
  readonly value: Traced;
  readonly state: State;
}

function choices(value: Traced, state: State): readonly Choice[] {
  let found: Choice[] = [{ value: EMPTY, state }];
  for (const piece of value.pieces) {
    found = found.flatMap((prefix) => pieceChoices(piece, prefix.state).map((choice) => ({ value: concat(prefix.value, choice.value), state: choice.state })));
    if (found.length > MAX_ALTERNATIVES) break;
  }
  return found;
}

function pieceChoices(piece: Piece, state: State): readonly Choice[] {
  if (piece.kind !== "oneOf") return [{ value: { pieces: [piece] }, state }];
  // One of these is not known: to tell the others apart from it says nothing of the command.
  const reason = firstUnknown({ pieces: [piece] });
  if (reason !== null) return [{ value: unknownText(reason, shapeOf({ pieces: [piece] }), piece.origin), state }];
  return chosenOf(piece.alternatives, state).flatMap(({ choice, state: next }) => choices(choice.value, next));
}

/** What may be chosen where some conditions are chosen already: the same ones are chosen alike. */
function chosenOf<T extends { readonly when: string }>(list: readonly T[], state: State): readonly { readonly choice: T; readonly state: State }[] {
  const key = JSON.stringify(list.map(({ when }) => when).sort());
  const chosen = state.chosen.get(key);
  return list
    .filter(({ when }) => chosen === undefined || when === chosen)
    .map((choice) => {
      const unconditional = choice.when === "" || chosen !== undefined;
      return { choice, state: unconditional ? state : { ...state, chosen: new Map(state.chosen).set(key, choice.when), when: [...state.when, choice.when] } };
    });
}

/** A gap whose alternatives are chosen splits into words again, unless it has quoted blanks of its own. */
function wordsOf(word: Word, value: Traced): readonly Word[] {
  if (word.kind === "word") return [{ kind: "word", value }];
  const quotedBlanks = word.value.pieces.some((piece) => piece.kind === "literal" && /\s/.test(piece.text));
  return quotedBlanks ? [{ kind: "gap", value }] : splitBlanks(value);
}
