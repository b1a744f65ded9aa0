/**
 * Prediction by cases. What is not known (a flag in a gap, a module without sources, the Go version) is one of a few possibilities; a *world* chooses
 * one of each. The link of one world is decided as the go command and the linker decide it, and an answer is known when all worlds give it. So
 * knowing more only removes worlds, and a known answer stays.
 */
import type { GoSettings, LinkerFlags } from "../gobuild/index.js";
import { NEWEST_MINOR, OLDEST_MINOR, releaseOf } from "../gobuild/index.js";
import type { Reason, Verdict } from "../text/index.js";
import type { CCode, Tri } from "./c-code.js";
import { preferExternal } from "./cgo-flags.js";
import type { LinkWords } from "./link-words.js";
import { readLinkWords } from "./link-words.js";

/** go refuses two of them at once. */
export type Instrument = "none" | "race" | "msan" | "asan";

export interface World {
  /** Go minor */
  readonly minor: number;
  readonly cgo: boolean;
  /** C code of the program; only what the linker asks about */
  readonly user: boolean;
  readonly own: boolean;
  readonly net: boolean;
  readonly osUser: boolean;
  readonly cxx: boolean;
  /** GOEXPERIMENT=boringcrypto, with packages that it gives C code: the linker takes that itself */
  readonly boring: boolean;
  /** -buildmode of the go command */
  readonly goMode: string;
  /** -buildmode of the linker; null when not given */
  readonly linkerMode: string | null;
  readonly linkMode: "auto" | "internal" | "external";
  readonly instrument: Instrument;
  readonly linkshared: boolean;
  readonly disableDynamic: boolean;
  /** C flags of the environment that the internal linker is not trusted with */
  readonly preferExternal: boolean;
  /** of -extldflags */
  readonly external: LinkWords;
  /** of CGO_LDFLAGS */
  readonly cgoLdflags: LinkWords;
}

/** The worlds, or why there are too many to look at. */
export type Worlds = { readonly worlds: readonly World[]; readonly doubts: readonly Reason[] } | { readonly unknown: Reason };

const MAX_WORLDS = 20_000;

export function worldsOf(settings: GoSettings, linker: LinkerFlags, code: CCode, goVersion: Verdict<string>): Worlds {
  const doubts: Reason[] = [];
  const options = <T>(verdict: Verdict<T>, all: readonly T[]): readonly T[] => {
    if (verdict.kind === "known") return [verdict.value];
    doubts.push(verdict.reason);
    return all;
  };
  const tri = (answer: Tri): readonly boolean[] => {
    if (typeof answer === "boolean") return [answer];
    doubts.push(answer);
    return BOTH;
  };
  const cgo = options(settings.cgoEnabled, BOTH);
  // Without cgo there is no C code to doubt.
  const code0 = cgo.includes(true) ? code : NO_CODE;
  const dimensions = {
    minor: minorsOf(goVersion, options),
    cgo,
    user: tri(code0.user),
    own: tri(code0.own),
    net: tri(code0.net),
    osUser: tri(code0.osUser),
    cxx: tri(code0.cxx),
    boring: code.crypto && cgo.includes(true) ? options(boringCrypto(settings), BOTH) : [false],
    goMode: options(settings.buildMode, GO_MODES),
    linkerMode: options(linker.buildMode, [null, "exe", ...GO_MODES.slice(1)]),
    linkMode: options(linker.linkMode, ["auto", "internal", "external"]),
    instrument: instruments(settings, options),
    linkshared: options(settings.linkshared, BOTH),
    disableDynamic: options(linker.disableDynamic, BOTH),
    preferExternal: options(mapFlags(settings.cgoCflags), BOTH),
    external: options(mapped(linker.externalFlags), UNKNOWN_WORDS),
    cgoLdflags: options(mapped(settings.cgoLdflags), UNKNOWN_WORDS),
  } satisfies { readonly [K in keyof World]: readonly World[K][] };
  const worlds = product(dimensions);
  if (worlds === null) return { unknown: doubts[0] ?? { code: "limit", text: "too many possibilities", at: null } };
  return { worlds, doubts };
}

const BOTH = [false, true] as const;
/** Build modes that differ in what comes out: "exe" is the default, "plugin" and "shared" link as "c-shared" does. */
const GO_MODES = ["default", "pie", "c-shared", "c-archive"] as const;
const NO_CODE: Pick<CCode, "user" | "own" | "net" | "osUser" | "cxx"> = { user: false, own: false, net: false, osUser: false, cxx: false };
const PLAIN = readLinkWords([]);
const UNKNOWN_WORDS: readonly LinkWords[] = [PLAIN, readLinkWords(["-static"]), readLinkWords(["-static-pie"])];

type Options = <T>(verdict: Verdict<T>, all: readonly T[]) => readonly T[];

function instruments(settings: GoSettings, options: Options): readonly Instrument[] {
  const possible = (["race", "msan", "asan"] as const).filter((name) => options(settings[name], BOTH).includes(true));
  const certain = possible.filter((name) => settings[name].kind === "known");
  return certain.length > 0 ? certain : ["none", ...possible];
}

function mapped(words: Verdict<readonly string[]>): Verdict<LinkWords> {
  return words.kind === "known" ? { ...words, value: readLinkWords(words.value) } : words;
}

function boringCrypto({ goexperiment }: GoSettings): Verdict<boolean> {
  return goexperiment.kind === "known" ? { ...goexperiment, value: goexperiment.value.split(",").includes("boringcrypto") } : goexperiment;
}

function mapFlags(words: Verdict<readonly string[]>): Verdict<boolean> {
  return words.kind === "known" ? { ...words, value: preferExternal(words.value) } : words;
}

function minorsOf(goVersion: Verdict<string>, options: Options): readonly number[] {
  const release = goVersion.kind === "known" ? releaseOf(goVersion.value) : null;
  if (release !== null) return [release[1]];
  const all = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, i) => OLDEST_MINOR + i);
  const unknown: Verdict<number> =
    goVersion.kind === "unknown" ? goVersion : { kind: "unknown", reason: { code: "not-understood", text: `Go version ${goVersion.value}`, at: null }, evidence: goVersion.evidence };
  return options(unknown, all);
}

/** Every combination; null when there are more than {@link MAX_WORLDS}. */
function product(dimensions: { readonly [K in keyof World]: readonly World[K][] }): readonly World[] | null {
  const keys = Object.keys(dimensions) as (keyof World)[];
  const size = keys.reduce((n, key) => n * dimensions[key].length, 1);
  if (size > MAX_WORLDS) return null;
  const worlds: World[] = [];
  for (let n = 0; n < size; n++) {
    let rest = n;
    const world: Partial<Record<keyof World, unknown>> = {};
    for (const key of keys) {
      const values = dimensions[key];
      world[key] = values[rest % values.length];
      rest = Math.floor(rest / values.length);
    }
    worlds.push(world as unknown as World);
  }
  // C++ code is C code outside the standard library, and that makes the link external.
  return worlds.filter((world) => (world.own || !world.cxx) && (world.user || !world.own));
}
