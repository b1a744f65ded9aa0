/** Functions that look at files, through the machine's file system. Source: function.c (func_wildcard, func_realpath, func_file). */
import type { Traced, Word } from "../../../text/index.js";
import { carrier, concat, EMPTY, literal, literalOf, originOf, slice, unknownText, WORD_SHAPE } from "../../../text/index.js";
import { absolutePath } from "../../../workspace/index.js";
import { glob } from "../glob.js";
import type { Make } from "../make.js";
import { perVariant, unknownFrom } from "../values.js";
import { gap, mapWords, word } from "../words.js";
import { MakeStop } from "../world.js";

export function wildcard(make: Make, [patterns = EMPTY]: readonly Traced[]): Traced {
  return perVariant([patterns], (text) =>
    mapWords(
      text,
      (item) => {
        const pattern = literalOf(item);
        if (pattern === null) return [gap(unknownFrom([item], "file names"))];
        const { names, unknown } = glob(make.machine.files, make.run.directory, pattern);
        const at = originOf(item);
        const found: Word[] = names.map((name) => word(name === pattern ? item : literal(name, at)));
        if (unknown !== null) found.push(gap(unknownText({ ...unknown, at: unknown.at ?? at })));
        return found;
      },
      (item) => unknownFrom([item], "file names"),
    ),
  );
}

export function realpath(make: Make, [names = EMPTY]: readonly Traced[]): Traced {
  return perVariant([names], (text) =>
    mapWords(
      text,
      (item): readonly Word[] => {
        const name = literalOf(item);
        const path = name === null ? null : absolutePath(make.run.directory, name);
        if (path === null) return [gap(unknownFrom([item], "directory"))];
        const fact = make.machine.files.stat(path);
        if (fact.kind === "absent") return [];
        if (fact.kind === "unknown") return [gap(unknownText({ ...fact.reason, at: fact.reason.at ?? originOf(item) }, { ...WORD_SHAPE, mayBeEmpty: true }))];
        return [word(path === name ? item : literal(path, originOf(item)))];
      },
      (item) => unknownFrom([item], "file names"),
    ),
  );
}

/** `$(file >name,text)` writes, `$(file <name)` reads. */
export function file(make: Make, args: readonly Traced[], whole: Traced): Traced {
  const [operation = EMPTY, content] = args;
  const operator = /^(>>|>|<)\s*/.exec(carrier(operation));
  if (operator === null) throw new MakeStop(`file: invalid file operation: ${carrier(operation)}`, originOf(whole));
  const name = literalOf(slice(operation, operator[0].length))?.trim();
  if (name === "") throw new MakeStop("file: missing filename", originOf(whole));
  const path = name === undefined ? null : absolutePath(make.run.directory, name);
  return operator[1] === "<" ? read(make, path, operation) : write(make, path, operator[1] === ">>", content ?? null, whole);
}

function read(make: Make, path: string | null, name: Traced): Traced {
  if (path === null) return unknownFrom([name], "which file it is");
  const found = make.machine.files.read(path);
  if (found === null) return EMPTY;
  if ("unknown" in found) return unknownText({ ...found.unknown, at: found.unknown.at ?? originOf(name) });
  const text = found.text.replace(/\r?\n$/, "");
  return literal(text, found.source === null ? null : { file: found.source, start: 0, end: text.length });
}

function write(make: Make, path: string | null, append: boolean, content: Traced | null, whole: Traced): Traced {
  if (path === null) {
    make.machine.files.disturb("/", "make writes a file whose name is not known", originOf(whole));
    return EMPTY;
  }
  const before = append ? make.machine.files.read(path) : null;
  const added = content === null ? EMPTY : carrier(content).endsWith("\n") ? content : concat(content, literal("\n"));
  const old = before === null ? EMPTY : "unknown" in before ? unknownText(before.unknown) : literal(before.text);
  make.machine.files.write(path, { content: concat(old, added), artifacts: [], from: "written by make" }, make.certainty);
  return EMPTY;
}

