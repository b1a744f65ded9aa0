import type { SourceLocation } from "@eslint/core";
import { LineIndex } from "@go-indep/core";

/** What every language's source code offers. */
export interface AnySourceCode {
  readonly text: string;
  readonly ast: object;
  getLoc(node: object): SourceLocation;
  getRange(node: object): readonly [number, number];
}

export interface Place {
  /** in the counting of the file's language, for `context.report` */
  readonly loc: SourceLocation;
  /** where the message will be, 1-based */
  readonly line: number;
  readonly column: number;
}

const indexes = new WeakMap<object, LineIndex>();

/**
 * Where a range of offsets is, in the counting of whatever language the file is linted in: JSON counts columns from 1, YAML from 0. The root
 * node tells, whose offset and location are both known.
 */
export function placeOf(sourceCode: AnySourceCode, start: number, end: number): Place {
  let index = indexes.get(sourceCode);
  if (index === undefined) indexes.set(sourceCode, (index = new LineIndex(sourceCode.text)));
  const lines = index;
  const root = sourceCode.getLoc(sourceCode.ast).start;
  const rootAt = lines.positionAt(sourceCode.getRange(sourceCode.ast)[0]);
  const lineShift = root.line - rootAt.line;
  const columnShift = root.column - rootAt.column;
  const locate = (offset: number) => {
    const { line, column } = lines.positionAt(offset);
    return { line: line + lineShift, column: column + columnShift };
  };
  const at = lines.positionAt(start);
  return { loc: { start: locate(start), end: locate(end) }, line: at.line, column: at.column + 1 };
}
