/** What make defines before it reads anything. Source: GNU make 4.3, default.c, main.c, variable.c (define_automatic_variables). */
import { literal, literalOf, unknownText } from "../../text/index.js";
import { expand } from "./expand.js";
import { quoted } from "./flags.js";
import type { Make } from "./make.js";
import type { MakeOptions } from "./options.js";
import { spaced } from "./values.js";
import type { VariableOrigin } from "./variable.js";
import { always, definition } from "./variable.js";

const VARIABLES: Readonly<Record<string, string>> = {
  AR: "ar",
  ARFLAGS: "rv",
  AS: "as",
  CC: "cc",
  "CHECKOUT,v": "+$(if $(wildcard $@),,$(CO) $(COFLAGS) $< $@)",
  CO: "co",
  COFLAGS: "",
  CPP: "$(CC) -E",
  CTANGLE: "ctangle",
  CWEAVE: "cweave",
  CXX: "g++",
  F77: "$(FC)",
  F77FLAGS: "$(FFLAGS)",
  FC: "f77",
  GET: "get",
  GNUMAKEFLAGS: "",
  LD: "ld",
  LEX: "lex",
  LINT: "lint",
  M2C: "m2c",
  MAKEINFO: "makeinfo",
  OBJC: "cc",
  OUTPUT_OPTION: "-o $@",
  PC: "pc",
  RM: "rm -f",
  TANGLE: "tangle",
  TEX: "tex",
  TEXI2DVI: "texi2dvi",
  WEAVE: "weave",
  YACC: "yacc",
  "COMPILE.C": "$(COMPILE.cc)",
  "COMPILE.S": "$(CC) $(ASFLAGS) $(CPPFLAGS) $(TARGET_MACH) -c",
  "COMPILE.c": "$(CC) $(CFLAGS) $(CPPFLAGS) $(TARGET_ARCH) -c",
  "COMPILE.cc": "$(CXX) $(CXXFLAGS) $(CPPFLAGS) $(TARGET_ARCH) -c",
  "COMPILE.cpp": "$(COMPILE.cc)",
  "COMPILE.s": "$(AS) $(ASFLAGS) $(TARGET_MACH)",
  "LINK.S": "$(CC) $(ASFLAGS) $(CPPFLAGS) $(LDFLAGS) $(TARGET_MACH)",
  "LINK.c": "$(CC) $(CFLAGS) $(CPPFLAGS) $(LDFLAGS) $(TARGET_ARCH)",
  "LINK.cc": "$(CXX) $(CXXFLAGS) $(CPPFLAGS) $(LDFLAGS) $(TARGET_ARCH)",
  "LINK.cpp": "$(LINK.cc)",
  "LINK.o": "$(CC) $(LDFLAGS) $(TARGET_ARCH)",
  ".LIBPATTERNS": "lib%.so lib%.a",
};

/** The builtin implicit rules for C, C++, assembler and scripts; those for other languages never matter to a Go build. */
export const BUILTIN_RULES = literal(`
%: %.o
	$(LINK.o) $^ $(LOADLIBES) $(LDLIBS) -o $@
%: %.c
	$(LINK.c) $^ $(LOADLIBES) $(LDLIBS) -o $@
%: %.cc
	$(LINK.cc) $^ $(LOADLIBES) $(LDLIBS) -o $@
%: %.cpp
	$(LINK.cpp) $^ $(LOADLIBES) $(LDLIBS) -o $@
%: %.S
	$(LINK.S) $^ $(LOADLIBES) $(LDLIBS) -o $@
%: %.sh
	cat $< >$@
	chmod a+x $@
%.o: %.c
	$(COMPILE.c) $(OUTPUT_OPTION) $<
%.o: %.cc
	$(COMPILE.cc) $(OUTPUT_OPTION) $<
%.o: %.cpp
	$(COMPILE.cpp) $(OUTPUT_OPTION) $<
%.o: %.s
	$(COMPILE.s) -o $@ $<
%.o: %.S
	$(COMPILE.S) -o $@ $<
`);

/** Defines builtin variables, the environment and the command line, as make does before it reads the first makefile. */
export function defineInitialVariables(make: Make, options: MakeOptions): void {
  const { environment, directory, flags } = make.run;
  const fromEnvironment = flags.environmentOverrides ? "environment override" : "environment";
  const set = (name: string, value: string, origin: VariableOrigin = "default", flavor: "simple" | "recursive" = "simple"): void =>
    make.define(name, definition(flavor, origin, literal(value)));

  for (const [name, variable] of environment.entries()) {
    if (!variable.exported || name === "MAKELEVEL") continue;
    const value = definition("recursive", fromEnvironment, variable.value, { exported: name === "SHELL" ? "no" : "yes" });
    make.variables.set(name, variable.set === "yes" ? always(value) : [{ when: `${name} is not set`, value: null }, { when: `${name} is set`, value }]);
  }
  if (!flags.noBuiltinVariables) for (const [name, value] of Object.entries(VARIABLES)) set(name, value, "default", "recursive");

  set("MAKE_COMMAND", literalOf(options.command) ?? "make");
  set("MAKE", "$(MAKE_COMMAND)", "default", "recursive");
  set("MAKE_VERSION", "4.3");
  set("MAKE_HOST", "x86_64-pc-linux-gnu");
  set("MAKEFILES", "");
  set(".SHELLFLAGS", "-c");
  set(".INCLUDE_DIRS", "/usr/include");
  set(".FEATURES", "target-specific order-only second-expansion else-if shortest-stem undefine oneshell nocomment grouped-target extra-prereqs archives jobserver output-sync check-symlink load");
  make.variables.set("SHELL", always(definition("simple", make.variables.get("SHELL") === undefined ? "default" : "file", literal("/bin/sh"), { exported: "no" })));
  make.variables.set("MAKELEVEL", always(definition("simple", fromEnvironment, literal(String(options.level)))));
  make.variables.set("CURDIR", always(definition("simple", "file", directory === null ? unknownText({ code: "file", text: "the directory of make is not known", at: make.run.at }) : literal(directory))));
  set("MAKEFILE_LIST", "", "file");
  set(".DEFAULT_GOAL", "", "file");
  set(".RECIPEPREFIX", "");
  if (options.goals.length > 0) make.define("MAKECMDGOALS", definition("simple", "default", spaced(options.goals.map((goal) => goal.value), literal(" "))));

  for (const name of ["@", "%", "*", "<", "?", "^", "+"]) {
    set(`${name}D`, `$(patsubst %/,%,$(dir $${name}))`, "automatic", "recursive");
    set(`${name}F`, `$(notdir $${name})`, "automatic", "recursive");
  }

  for (const { name, value, simple, at, written } of options.variables) {
    make.givenNames.add(name);
    make.define(name, definition(simple ? "simple" : "recursive", "command line", simple ? expand(make, value) : value, { at, written }));
  }
  if (options.variables.length > 0) {
    // make lists them the last first
    const texts = [...options.variables].reverse().map(({ name, value, simple }) => quoted(name, value, simple));
    make.define("-*-command-variables-*-", definition("simple", "automatic", spaced(texts, literal(" "))));
    set("MAKEOVERRIDES", "${-*-command-variables-*-}", fromEnvironment, "recursive");
  }
  const { letters } = options;
  const words = [letters, ...options.longFlags].filter((word) => word !== "").join(" ");
  set("MFLAGS", letters === "" ? words : `-${words}`, fromEnvironment, "recursive");
  const text = options.variables.length > 0 ? `${words} -- $(MAKEOVERRIDES)` : letters === "" && words !== "" ? ` ${words}` : words;
  make.define("MAKEFLAGS", definition("recursive", "file", literal(text), { exported: "yes" }));
}
