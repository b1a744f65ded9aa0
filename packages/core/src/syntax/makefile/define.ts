import type { Range, Traced } from "../../text/index.js";
import { concatAll, EMPTY } from "../../text/index.js";
import type { Define } from "./ast.js";
import type { Line, LogicalLine, Source } from "./line.js";
import { trimEnd } from "./rule.js";
import type { AssignmentHead } from "./scan.js";
import { findUnquoted, nextToken, parseDefinition } from "./scan.js";

export interface DefineOptions {
  readonly prefix: string;
  readonly posix: boolean;
  readonly report: (range: Range, message: string) => void;
}

/** Reads from a `define` line to its `endef`; `next` is the offset after it. Source: read.c, do_define. */
export function readDefine(source: Source, header: Line, head: AssignmentHead, line: LogicalLine, options: DefineOptions): { readonly statement: Define; readonly next: number } {
  const definition = parseDefinition(header.text, head.at);
  const nameEnd = definition?.name[1] ?? trimEnd(header.text, head.at, header.text.length);
  const headerRange = header.range(nextToken(header.text, 0), trimEnd(header.text, 0, header.text.length));
  if (definition !== null && definition.value < header.text.length) options.report(header.range(definition.value), "extraneous text after 'define' directive");
  if (nameEnd === head.at) options.report(headerRange, "empty variable name");

  const body: Traced[] = [];
  const start = line.next;
  let at = start;
  let bodyEnd = start;
  let levels = 1;
  let end = headerRange[1];
  for (;;) {
    const next = source.logicalLine(at);
    if (next === null) {
      options.report(headerRange, "missing 'endef', unterminated 'define'");
      break;
    }
    const collapsed = next.collapsed(options.posix);
    end = next.end;
    at = next.next;
    if (next.first !== options.prefix) {
      const first = nextToken(collapsed.text, 0);
      const word = /^(?:define|endef)(?=[ \t]|$)/.exec(collapsed.text.slice(first))?.[0];
      if (word === "define") levels++;
      else if (word === "endef") {
        const rest = first + "endef".length;
        const comment = findUnquoted(collapsed.text, "#", rest).at;
        const restEnd = trimEnd(collapsed.text, rest, comment === -1 ? collapsed.text.length : comment);
        if (nextToken(collapsed.text, rest) < restEnd) options.report(collapsed.range(nextToken(collapsed.text, rest), restEnd), "extraneous text after 'endef' directive");
        if (--levels === 0) {
          end = collapsed.range(first, restEnd)[1];
          break;
        }
      }
    }
    if (body.length > 0) body.push(source.slice(next.start - 1, next.start));
    body.push(collapsed.slice(0));
    bodyEnd = next.end;
  }
  return {
    next: at,
    statement: {
      type: "Define",
      range: [head.modifiers[0]?.range[0] ?? headerRange[0], end],
      modifiers: head.modifiers,
      name: nameEnd > head.at ? header.slice(head.at, nameEnd) : EMPTY,
      nameRange: header.range(head.at, nameEnd),
      operator: definition?.operator ?? "=",
      value: concatAll(body),
      valueRange: [start, Math.max(start, bodyEnd)],
      terminated: levels === 0,
    },
  };
}
