import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GoCommand } from "../../src/gobuild/index.js";
import { understandGoCommand } from "../../src/gobuild/index.js";
import type { Traced, Verdict } from "../../src/text/index.js";
import { concat, literal } from "../../src/text/index.js";
import type { WordLike } from "./support.js";
import { call, gap, hidden, host } from "./support.js";

const UNITS = [
  ["-race"],
  ["-race=false"],
  ["-trimpath"],
  ["-tags", "a"],
  ["-tags=a,b"],
  ["-buildmode=pie"],
  ["-mod=vendor"],
  ["-o", "bin/app"],
  ["-ldflags=-s -w"],
  ["-ldflags", "-X main.v=1 -linkmode external"],
  ["-ldflags=all=-w"],
  ["-ldflags=-extldflags '-static -lm'"],
] as const;
const LINKER_UNITS = ["-s", "-w=0", "-linkmode=external", "-linkmode internal", "-extldflags=-static", "-extldflags '-lm -lz'", "-X main.v=1", "-d", "-I /x", "-buildmode=pie"] as const;

const units = fc.array(fc.constantFrom(...UNITS), { maxLength: 3 });
const linkerUnits = fc.array(fc.constantFrom(...LINKER_UNITS), { maxLength: 3 });

function go(list: readonly WordLike[], env: Readonly<Record<string, string | Traced>> = {}): GoCommand {
  const command = understandGoCommand(call(list, env), host());
  if (command === null) throw new Error("builds nothing");
  return command;
}

function verdicts(command: GoCommand): ReadonlyMap<string, Verdict<unknown>> {
  const { settings } = command;
  const linker = Object.entries(settings.linker).map(([name, value]) => [`linker.${name}`, value] as const);
  const all: readonly (readonly [string, unknown])[] = [...Object.entries(settings), ...linker, ["output", command.output], ["packages", command.packages]];
  return new Map(all.filter((entry): entry is readonly [string, Verdict<unknown>] => isVerdict(entry[1])));
}

function isVerdict(value: unknown): value is Verdict<unknown> {
  return typeof value === "object" && value !== null && "evidence" in value;
}

/** What is known with a part unknown is what it is when the part is known. */
function agrees(partly: GoCommand, whole: GoCommand): void {
  const truth = verdicts(whole);
  for (const [name, verdict] of verdicts(partly)) {
    const actual = truth.get(name);
    if (verdict.kind === "known" && actual?.kind === "known") expect(verdict.value, name).toEqual(actual.value);
  }
}

describe("what is known about a command with unknown parts holds whatever they are", () => {
  it("flags on the line", () => {
    fc.assert(
      fc.property(units, units, units, (before, middle, after) => {
        const line = (part: readonly WordLike[]): GoCommand => go(["build", ...before.flat(), ...part, ...after.flat(), "./cmd"]);
        agrees(line([gap("$(FLAGS)")]), line(middle.flat()));
      }),
    );
  });

  it("words of GOFLAGS", () => {
    const flags = fc.array(fc.constantFrom("-race", "-tags=a", "'-ldflags=-s -w'", "-buildmode=pie", "-trimpath"), { maxLength: 3 });
    fc.assert(
      fc.property(flags, flags, flags, units, (before, middle, after, line) => {
        const goflags = (part: Traced): GoCommand => go(["build", ...line.flat()], { GOFLAGS: concat(literal(`${before.join(" ")} `), part, literal(` ${after.join(" ")}`)) });
        agrees(goflags(gap("$EXTRA").value), goflags(literal(middle.join(" "))));
      }),
    );
  });

  it("words of -ldflags", () => {
    fc.assert(
      fc.property(linkerUnits, linkerUnits, linkerUnits, (before, middle, after) => {
        const ldflags = (part: Traced): GoCommand => go(["build", concat(literal(`-ldflags=${before.join(" ")} `), part, literal(` ${after.join(" ")}`))]);
        agrees(ldflags(gap("$(LDFLAGS)").value), ldflags(literal(middle.join(" "))));
      }),
    );
  });

  it("values of variables and flags", () => {
    fc.assert(
      fc.property(fc.constantFrom("0", "1", "false"), fc.constantFrom("arm64", "amd64"), fc.constantFrom("a", "a,b"), (cgo, arch, tags) => {
        const line = (value: Traced, target: Traced, list: Traced): GoCommand => go(["build", concat(literal("-tags="), list)], { CGO_ENABLED: value, GOARCH: target });
        const whole = line(literal(cgo), literal(arch), literal(tags));
        agrees(line(hidden("$CGO"), literal(arch), literal(tags)), whole);
        agrees(line(literal(cgo), hidden("$ARCH"), literal(tags)), whole);
        agrees(line(literal(cgo), literal(arch), hidden("$TAGS")), whole);
      }),
    );
  });
});
