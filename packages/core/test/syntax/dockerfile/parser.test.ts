import { describe, expect, it } from "vitest";
import { carrier, slice } from "../../../src/text/index.js";
import { argumentsOf, FILE, instructionsOf, only, originsOf, pairsOf, parse, textOf, written } from "./support.js";

describe("stages", () => {
  it("splits the file at FROM and keeps the name as written", () => {
    const source = "ARG V=1\nFROM --platform=$BUILDPLATFORM golang:${V} as Build\nRUN go build\n\nfrom scratch\nCOPY --from=build /a /a\n";
    const { preamble, stages, problems } = parse(source);
    expect(problems).toEqual([]);
    expect(preamble.map(({ name }) => name)).toEqual(["ARG"]);
    expect(stages.map(({ from, alias, body }) => [from.name, textOf(alias?.text ?? null), body.map(({ name }) => name)])).toEqual([
      ["FROM", "Build", ["RUN"]],
      ["FROM", null, ["COPY"]],
    ]);
    expect(stages.map((stage) => written(source, stage))).toEqual([
      "FROM --platform=$BUILDPLATFORM golang:${V} as Build\nRUN go build",
      "from scratch\nCOPY --from=build /a /a",
    ]);
    expect(source.slice(...(stages[1]?.from.keyword ?? [0, 0]))).toBe("from");
  });

  it("reads an image name with tag and digest as one word", () => {
    const { instruction } = only("FROM r:5000/golang:1.22@sha256:abc AS x");
    expect(argumentsOf(instruction)).toEqual(["r:5000/golang:1.22@sha256:abc", "AS", "x"]);
  });
});

describe("continuations", () => {
  it("joins lines, leaving out comments and blank lines, and knows the source of every character", () => {
    const { source, instruction } = only("RUN a && \\\n# note\n b && \\\n\n   # other\n c\n");
    const script = instruction.args[0]?.text ?? { pieces: [] };
    expect(textOf(script)).toBe("a &&  b &&  c");
    expect(originsOf(source, script)).toEqual(["a && ", " b && ", " c"]);
    const b = carrier(script).indexOf("b");
    expect(slice(script, b, b + 1).pieces[0]?.origin).toEqual({ file: FILE, start: source.indexOf("b &&"), end: source.indexOf("b &&") + 1 });
    expect([instruction.startLine, instruction.endLine]).toEqual([2, 7]);
    expect(written(source, instruction)).toBe("RUN a && \\\n# note\n b && \\\n\n   # other\n c");
  });

  it("lists comments, those between continued lines too", () => {
    const { comments } = parse("# one\nFROM a\nRUN x \\\n  # two\n  y\n");
    expect(comments.map(({ value, range }) => [value, ...range])).toEqual([
      [" one", 0, 5],
      [" two", 23, 28],
    ]);
  });

  it("joins a word that is cut in the middle", () => {
    const { source, instruction } = only("COPY /a\\\n/b /c");
    expect(argumentsOf(instruction)).toEqual(["/a/b", "/c"]);
    expect(instruction.args.map((argument) => written(source, argument))).toEqual(["/a\\\n/b", "/c"]);
  });

  it("takes blanks after the escape character, but not another escape character before it", () => {
    expect(only("RUN a \\ \t\nb").instruction.args.map(({ text }) => textOf(text))).toEqual(["a b"]);
    expect(instructionsOf(parse("FROM a\nRUN x \\\\\nUSER y\n")).map(({ name }) => name)).toEqual(["FROM", "RUN", "USER"]);
  });

  it("reads CRLF files like others", () => {
    const { source, instruction } = only("RUN a \\\r\n b\r\n");
    expect(argumentsOf(instruction)).toEqual(["a  b"]);
    expect(originsOf(source, instruction.args[0]?.text ?? { pieces: [] })).toEqual(["a ", " b"]);
    expect(written(source, instruction)).toBe("RUN a \\\r\n b");
  });

  it("goes on at the end of the file", () => {
    expect(argumentsOf(only("RUN a \\\n# c\n\n").instruction)).toEqual(["a"]);
    expect(only("RUN a \\\n# c\n\n").instruction.endLine).toBe(4);
  });
});

describe("directives", () => {
  it("changes the escape character for continuations and words", () => {
    const source = "# syntax=docker/dockerfile:1\n# Escape = `\nFROM a\nRUN dir C:\\ `\n  D:\\\nENV A=x` y B=z\n";
    const { directives, escape, stages, comments } = parse(source);
    expect(directives.map(({ name, value }) => [name, value])).toEqual([
      ["syntax", "docker/dockerfile:1"],
      ["escape", "`"],
    ]);
    expect(directives.map((directive) => written(source, directive))).toEqual(["# syntax=docker/dockerfile:1", "# Escape = `"]);
    expect(escape).toBe("`");
    expect(comments).toEqual([]);
    expect(stages[0]?.body.map((instruction) => [...argumentsOf(instruction), ...pairsOf(instruction.pairs)])).toEqual([["dir C:\\   D:\\"], [["A", "x` y"], ["B", "z"]]]);
  });

  it.each(["\n# escape=`\n", "# a comment\n# escape=`\n", "# unknown=1\n# escape=`\n", "FROM a\n# escape=`\n"])("ends at the first other line: %j", (top) => {
    expect(parse(top).escape).toBe("\\");
    expect(parse(top).comments.at(-1)?.value).toBe(" escape=`");
  });

  it("reports directives that BuildKit refuses", () => {
    expect(parse("# escape=x\nFROM a\n").problems).toEqual([{ range: [0, 10], message: 'Escape character "x" is neither ` nor \\.' }]);
    expect(parse("# check=a\n# check=b\nFROM a\n").problems).toEqual([{ range: [10, 19], message: "Only one check directive can be used." }]);
  });

  it("counts a byte order mark", () => {
    const { directives, stages } = parse("\uFEFF# escape=`\nFROM a\n");
    expect(directives.map(({ range }) => range)).toEqual([[1, 11]]);
    expect(stages[0]?.from.range).toEqual([12, 18]);
  });
});

describe("flags", () => {
  it("reads names and values, quotes and escapes removed, with exact origins", () => {
    const { source, instruction } = only('RUN --mount=type=cache,target=/root/.cache --mount="type=bind,source=a b" --network=none --x go build');
    expect(instruction.flags.map(({ name, value }) => [name, textOf(value)])).toEqual([
      ["mount", "type=cache,target=/root/.cache"],
      ["mount", "type=bind,source=a b"],
      ["network", "none"],
      ["x", null],
    ]);
    expect(originsOf(source, instruction.flags[1]?.value ?? { pieces: [] })).toEqual(["type=bind,source=a b"]);
    expect(written(source, instruction.flags[1] ?? { range: [0, 0] })).toBe('--mount="type=bind,source=a b"');
    expect(argumentsOf(instruction)).toEqual(["go build"]);
  });

  it("goes on over continuations and ends at the first other word or at --", () => {
    const { source, instruction } = only("COPY --from=b\\\nuild \\\n  --link a --chown=x b");
    expect(instruction.flags.map(({ name, value }) => [name, textOf(value)])).toEqual([["from", "build"], ["link", null]]);
    expect(originsOf(source, instruction.flags[0]?.value ?? { pieces: [] })).toEqual(["b", "uild"]);
    expect(argumentsOf(instruction)).toEqual(["a", "--chown=x", "b"]);
    expect(argumentsOf(only("COPY -- --a b").instruction)).toEqual(["--a", "b"]);
  });
});

describe("exec form", () => {
  it("keeps blanks in elements and knows where each stands", () => {
    const { source, instruction } = only('RUN ["sh", "-c", "cp /a /b"]');
    expect([instruction.form, argumentsOf(instruction)]).toEqual(["exec", ["sh", "-c", "cp /a /b"]]);
    expect(instruction.args.map((argument) => written(source, argument))).toEqual(['"sh"', '"-c"', '"cp /a /b"']);
    expect(originsOf(source, instruction.args[2]?.text ?? { pieces: [] })).toEqual(["cp /a /b"]);
  });

  it("decodes escapes, whose origin is the whole sequence", () => {
    const { source, instruction } = only('CMD ["a\\n\\u00e9\\ud83d\\ude00\\ud800b"]');
    expect(argumentsOf(instruction)).toEqual(["a\né😀\uFFFDb"]);
    expect(originsOf(source, instruction.args[0]?.text ?? { pieces: [] })).toEqual(["a", "\\n", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "b"]);
  });

  it("reads arrays over continuations with comments", () => {
    const { instruction } = only('CMD [ "a", \\\n# c\n "b" ]');
    expect([instruction.form, argumentsOf(instruction)]).toEqual(["exec", ["a", "b"]]);
  });

  it.each(['["a"] x', '["a",]', "['a']", '["a"', "[a]", '["a" "b"]', "[1e999]"])("is shell form when it is no valid JSON: %s", (text) => {
    const { instruction, problems } = only(`CMD ${text}`);
    expect([instruction.form, argumentsOf(instruction), problems]).toEqual(["shell", [text], []]);
  });

  it("reports arrays of other things than strings", () => {
    expect(only('CMD ["a", ["b"]]').problems).toEqual(["A JSON array of arguments must hold strings only."]);
  });

  it("is decided for COPY, VOLUME, SHELL and HEALTHCHECK too", () => {
    expect(only('COPY ["a b", "/c"]').instruction.form).toBe("exec");
    expect(argumentsOf(only('HEALTHCHECK --interval=5s CMD ["curl", "x"]').instruction)).toEqual(["CMD", "curl", "x"]);
    expect(argumentsOf(only("healthcheck cmd curl -f x || exit 1").instruction)).toEqual(["cmd", "curl -f x || exit 1"]);
    expect(only('SHELL ["bash", "-c"]').problems).toEqual([]);
    expect(only("SHELL bash -c").problems).toEqual(["SHELL needs its arguments as a JSON array."]);
  });
});

describe("pairs", () => {
  it("reads both forms of ENV", () => {
    expect(pairsOf(only("ENV A=1 B='x y' C=a\\ b D=").instruction.pairs)).toEqual([["A", "1"], ["B", "'x y'"], ["C", "a\\ b"], ["D", ""]]);
    expect(pairsOf(only('ENV A  b "c" =d').instruction.pairs)).toEqual([["A", 'b "c" =d']]);
  });

  it("reads ARG with and without values", () => {
    const { source, instruction } = only("ARG A B=1 \\\n  C=$A");
    expect(pairsOf(instruction.pairs)).toEqual([["A", null], ["B", "1"], ["C", "$A"]]);
    expect(instruction.pairs.map((pair) => written(source, pair))).toEqual(["A", "B=1", "C=$A"]);
    expect(instruction.pairs[2]?.value?.pieces[0]?.origin).toEqual({ file: FILE, start: source.indexOf("$A"), end: source.indexOf("$A") + 2 });
  });

  it("reports what BuildKit refuses", () => {
    expect(only("ENV A").problems).toEqual(["ENV needs a value."]);
    expect(only("ENV A=1 B").problems).toEqual(["A pair must have the form name=value."]);
    expect(only("LABEL =x").problems).toEqual(["A name is missing before the =."]);
  });
});

describe("ONBUILD", () => {
  it("holds an instruction with its own flags, arguments and heredocs", () => {
    const { source, instruction } = only("ONBUILD RUN --network=none cat <<EOF\nx\nEOF");
    const inner = instruction.inner;
    expect([inner?.name, inner?.flags.length, inner?.startLine, inner?.endLine]).toEqual(["RUN", 1, 2, 4]);
    expect(inner?.heredocs.map(({ body }) => textOf(body))).toEqual(["x\n"]);
    expect([instruction.args, instruction.heredocs]).toEqual([[], []]);
    expect(source.slice(...(inner?.keyword ?? [0, 0]))).toBe("RUN");
  });

  it("reports chains and instructions that cannot be triggers", () => {
    expect(only("ONBUILD ONBUILD RUN x").problems).toEqual(["ONBUILD cannot be the instruction of ONBUILD."]);
    expect(only("ONBUILD FROM x").problems).toEqual(["FROM cannot be the instruction of ONBUILD."]);
    expect(only("ONBUILD").problems).toEqual(["ONBUILD needs an instruction."]);
  });
});

describe("problems", () => {
  it.each([
    ["RUNN x", "Instruction RUNN is not known."],
    ["COPY a", "COPY needs at least one source and a destination."],
    ["COPY a <<EOF\nEOF", "COPY cannot have a heredoc as its destination."],
    ["COPY --fron=x a b", "COPY has no flag --fron."],
    ["COPY --from a b", "Flag --from needs a value."],
    ["COPY --link=maybe a b", "Flag --link takes true or false."],
    ["COPY --from=a --from=b a b", "Flag --from is given twice."],
    ["RUN --network=x y", 'Network mode "x" is not valid.'],
    ["RUN --mount=from=$X y", "The option from of --mount takes no variables: name a stage instead."],
    ['RUN --mount=type=\\"bind y', "The value of --mount is not a list of comma-separated fields."],
    ["USER", "USER needs exactly one argument."],
    ["EXPOSE", "EXPOSE needs at least one argument."],
    ['VOLUME [" "]', "A volume cannot be empty."],
    ["HEALTHCHECK CMD", "HEALTHCHECK CMD needs a command."],
    ["HEALTHCHECK --intervall=5s CMD x", "HEALTHCHECK has no flag --intervall."],
    ["HEALTHCHECK NONE x", "HEALTHCHECK NONE takes no arguments."],
    ["HEALTHCHECK --interval=5 CMD x", '"5" is not a duration.'],
    ["HEALTHCHECK --retries=-1 CMD x", '"-1" is not a number of retries.'],
    ["FROM a b", "FROM needs an image, or an image, AS and a name."],
    ["FROM a AS 1b", '"1b" is not a valid name of a stage.'],
  ])("%s", (source, message) => {
    expect(only(source).problems).toContain(message);
  });

  it.each(["HEALTHCHECK --whatever NONE", "ARG --whatever A", "STOPSIGNAL --whatever 9", "ONBUILD WHATEVER", "CMD", "RUN", "HEALTHCHECK --interval=1h2m3.5s --retries=3 CMD x"])(
    "accepts what BuildKit accepts: %s",
    (source) => {
      expect(only(source).problems).toEqual([]);
    },
  );

  it("tells files without stages and instructions outside of one", () => {
    expect(parse("# nothing\n").problems).toEqual([{ range: [0, 10], message: "The file has no FROM." }]);
    expect(parse("RUN x\nFROM a\n").problems).toEqual([{ range: [0, 3], message: "RUN stands before the first FROM." }]);
  });

  it("keeps the rest of the tree", () => {
    const { stages } = parse("FROM a\nENV A\nRUN x\n");
    expect(stages[0]?.body.map(({ name }) => name)).toEqual(["ENV", "RUN"]);
  });

  it("reports lines that BuildKit's scanner cannot hold", () => {
    expect(parse(`FROM a\nRUN ${"x".repeat(65_532)}\n`).problems.map(({ message }) => message)).toEqual(["Line is longer than 65535 bytes."]);
    expect(parse(`FROM a\nRUN ${"x".repeat(65_531)}\n`).problems).toEqual([]);
  });
});
