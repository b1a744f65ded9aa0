import { describe, expect, it } from "vitest";
import type { Piece } from "../../../src/text/index.js";
import type { Files } from "./support.js";
import { at, make } from "./support.js";

interface Way {
  /** the text of the piece */
  readonly text: string;
  /** what is written where it comes from */
  readonly written: string | undefined;
  /** the references that pulled it in, innermost first, each checked to be written where it says */
  readonly via: readonly string[];
}

function waysOf(files: Files, line: readonly Piece[]): readonly Way[] {
  return line.map((piece) => {
    const via: string[] = [];
    for (let hop = piece.via; hop !== null; hop = hop.outer) {
      expect(at(files, hop.at)).toBe(hop.text);
      via.push(hop.text);
    }
    return { text: piece.kind === "literal" ? piece.text : piece.kind, written: at(files, piece.origin), via };
  });
}

function lineOf(files: Files, words: readonly string[] = []): readonly Way[] {
  const { machine } = make(files.Makefile ?? "", words, { files });
  const [line] = machine.lines;
  if (line === undefined) throw new Error(machine.reasons.join(", "));
  return waysOf(files, line.run.script.pieces);
}

describe("every character of an expanded line says where it is written", () => {
  it("and through which references it came", () => {
    const files = { Makefile: 'VERSION = 1.2\nLDFLAGS := -s \\\n\t-X main.v=$(VERSION)\nbuild: ; go build -ldflags "$(LDFLAGS)" -o $@\n' };
    expect(lineOf(files)).toEqual([
      { text: 'go build -ldflags "', written: 'go build -ldflags "', via: [] },
      { text: "-s", written: "-s", via: ["$(LDFLAGS)"] },
      { text: " ", written: "\\\n\t", via: ["$(LDFLAGS)"] },
      { text: "-X main.v=", written: "-X main.v=", via: ["$(LDFLAGS)"] },
      { text: "1.2", written: "1.2", via: ["$(VERSION)", "$(LDFLAGS)"] },
      { text: '" -o ', written: '" -o ', via: [] },
      { text: "build", written: "build", via: ["$@"] },
    ]);
  });

  it("over included files, +=, functions, define and call", () => {
    const files = {
      Makefile: "include flags.mk\nFLAGS += -b\ndefine run\ngo $(1) $(strip $(FLAGS))\nendef\nall: ; $(call run,build)\n",
      "flags.mk": "FLAGS := -a\n",
    };
    expect(lineOf(files)).toEqual([
      { text: "go ", written: "go ", via: ["$(call run,build)"] },
      { text: "build", written: "build", via: ["$(1)", "$(call run,build)"] },
      { text: " ", written: " ", via: ["$(call run,build)"] },
      { text: "-a", written: "-a", via: ["$(FLAGS)", "$(call run,build)"] },
      { text: " ", written: undefined, via: ["$(FLAGS)", "$(call run,build)"] },
      { text: "-b", written: "-b", via: ["$(FLAGS)", "$(call run,build)"] },
    ]);
  });

  it("over $(eval), foreach, pattern rules and substitution references", () => {
    const files = {
      Makefile: "SRC = x.c\n$(foreach t,app,$(eval $(t)_FLAGS := -$(t) $(SRC:.c=.o)))\nall: bin/app\nbin/%: ; link $* $($*_FLAGS)\n",
    };
    expect(lineOf(files)).toEqual([
      { text: "link ", written: "link ", via: [] },
      { text: "app", written: "app", via: ["$*"] },
      { text: " ", written: " ", via: [] },
      { text: "-", written: "-", via: ["$($*_FLAGS)"] },
      { text: "app", written: "app", via: ["$(t)", "$($*_FLAGS)"] },
      { text: " ", written: " ", via: ["$($*_FLAGS)"] },
      { text: "x", written: "x", via: ["$(SRC:.c=.o)", "$($*_FLAGS)"] },
      { text: ".o", written: ".o", via: ["$(SRC:.c=.o)", "$($*_FLAGS)"] },
    ]);
  });

  it("of what is not known too", () => {
    const files = { Makefile: "V = $(shell git describe)\nall: ; go build -ldflags=-X=main.v=$(V)\n" };
    const { machine } = make(files.Makefile);
    const piece = machine.lines[0]?.run.script.pieces.at(-1);
    expect(piece?.kind === "unknown" && [piece.reason.text, at(files, piece.reason.at), at(files, piece.via?.at ?? null)]).toEqual(["output of `git describe`", "$(shell git describe)", "$(V)"]);
  });

  it("keeps a list one piece where its words stand side by side", () => {
    const files = { Makefile: "all: ; go build $(strip -a -b -c)\n" };
    expect(lineOf(files).map(({ text }) => text)).toEqual(["go build ", "-a -b -c"]);
  });
});
