import { describe, expect, it } from "vitest";
import { runScript } from "../../../src/syntax/dockerfile/index.js";
import { instructionsOf, only, originsOf, parse, textOf, written } from "./support.js";

describe("heredocs", () => {
  it("reads several in order, with the quoting and tabs of each", () => {
    const { source, instruction } = only("COPY <<one.txt <<-'two.txt' \\\n  3<<\"EOF\" /dst/\na $x\none.txt\n\tb\n\t\ttwo.txt\nc\nEOF\n");
    expect(instruction.heredocs.map(({ delimiter, expand, stripTabs, body, terminated }) => [delimiter, expand, stripTabs, textOf(body), terminated])).toEqual([
      ["one.txt", true, false, "a $x\n", true],
      ["two.txt", false, true, "b\n", true],
      ["EOF", false, false, "c\n", true],
    ]);
    expect(instruction.heredocs.map((heredoc) => written(source, heredoc))).toEqual(["<<one.txt", "<<-'two.txt'", '3<<"EOF"']);
    expect(instruction.heredocs.map(({ bodyRange }) => source.slice(...bodyRange))).toEqual(["a $x\n", "\tb\n", "c\n"]);
    expect(originsOf(source, instruction.heredocs[1]?.body ?? { pieces: [] })).toEqual(["b\n"]);
    expect([instruction.startLine, instruction.endLine]).toEqual([2, 9]);
    expect(written(source, instruction).endsWith("c\nEOF")).toBe(true);
  });

  it("does not take body lines for instructions or comments", () => {
    const { comments, stages } = parse("FROM a\nRUN <<EOF\n# not a comment\nUSER x\nEOF\nUSER y\n");
    expect(comments).toEqual([]);
    expect(stages[0]?.body.map(({ name }) => name)).toEqual(["RUN", "USER"]);
  });

  it.each(["RUN cat <<<word", "RUN echo $((1<<2))", 'RUN echo "<<EOF"', "RUN echo '<<EOF'", "RUN echo \\<<EOF", 'RUN ["a", "<<EOF"]', "CMD cat <<EOF", "ENV A=<<EOF", "RUN cat <<"])("is not mistaken: %s", (source) => {
    expect(only(`${source}\n`).instruction.heredocs).toEqual([]);
  });

  it("takes a blank before the delimiter, and a terminator with CRLF", () => {
    expect(only("RUN cat << EOF\r\nx\r\nEOF\r\n").instruction.heredocs.map(({ delimiter, body }) => [delimiter, textOf(body)])).toEqual([["EOF", "x\r\n"]]);
  });

  it("goes on to the end of the file without a terminator", () => {
    const { instruction, problems } = only("RUN <<EOF\nx\nUSER y\n");
    expect(instruction.heredocs.map(({ body, terminated }) => [textOf(body), terminated])).toEqual([["x\nUSER y\n", false]]);
    expect(problems).toEqual(["Heredoc EOF is not terminated."]);
  });
});

describe("runScript", () => {
  const scriptOf = (source: string): readonly [string, string | null] | null => {
    const script = runScript(only(source).instruction);
    return script === null ? null : [script.kind, textOf(script.script)];
  };

  it("gives the text of a shell form", () => {
    expect(scriptOf("RUN a \\\n && b")).toEqual(["shell", "a  && b"]);
    expect(scriptOf('RUN ["a"]')).toBeNull();
    expect(scriptOf("CMD a")).toBeNull();
  });

  it("gives the body of a single heredoc", () => {
    expect(scriptOf("RUN <<-'EOF'\n\tset -e\n\tgo build\nEOF")).toEqual(["shell", "set -e\ngo build\n"]);
  });

  it("tells a heredoc with its own interpreter", () => {
    expect(scriptOf("RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF")).toEqual(["file", "#!/usr/bin/env python3\nprint(1)\n"]);
  });

  it("leaves heredocs beside other text to the shell", () => {
    const { source, instruction } = only("RUN cat <<A >x && cat <<B\n1\nA\n2\nB");
    const script = runScript(instruction)?.script ?? { pieces: [] };
    expect(textOf(script)).toBe("cat <<A >x && cat <<B\n1\nA\n2\nB");
    expect(script.pieces.filter(({ origin }) => origin !== null).map(({ origin }) => source.slice(origin?.start, origin?.end))).toEqual(["cat <<A >x && cat <<B", "1\n", "2\n"]);
  });

  it("belongs to the instruction inside of ONBUILD", () => {
    expect(instructionsOf(parse("FROM a\nONBUILD RUN x")).map((instruction) => runScript(instruction.inner ?? instruction)?.kind)).toEqual([undefined, "shell"]);
  });
});
