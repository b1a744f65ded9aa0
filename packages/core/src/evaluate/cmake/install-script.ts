/** `cmake_install.cmake`: what `install(FILES …)` and `install(PROGRAMS …)` copy. */
import type { Traced } from "../../text/index.js";
import { concat, concatAll, EMPTY, literal, literalOf } from "../../text/index.js";
import { absolutePath } from "../../workspace/index.js";
import type { CMake } from "./cmake.js";
import { evaluateExpressions } from "./generator-expressions.js";
import { splitList } from "./lists.js";

export function installScript(cmake: CMake): Traced {
  const prefix = cmake.cached("CMAKE_INSTALL_PREFIX").value;
  const lines = cmake.declared().flatMap((declaration): readonly Traced[] => {
    if (declaration.kind !== "install") return [];
    const files = declaration.files.flatMap(({ value }) => splitList(evaluateExpressions(cmake, value))).map(({ value }) => quoted(absolute(value, declaration.directory.source)));
    const text = literalOf(declaration.destination);
    const destination = text?.startsWith("/") === true ? declaration.destination : concat(literal("${CMAKE_INSTALL_PREFIX}/"), declaration.destination);
    const rename = declaration.rename === null ? EMPTY : concat(literal(" RENAME "), quoted(declaration.rename));
    return [concat(literal('file(INSTALL DESTINATION "$ENV{DESTDIR}'), destination, literal('"'), rename, literal(" FILES"), ...files.flatMap((file) => [literal(" "), file]), literal(")\n"))];
  });
  return concatAll([literal('if(NOT DEFINED CMAKE_INSTALL_PREFIX)\n  set(CMAKE_INSTALL_PREFIX "'), prefix, literal('")\nendif()\n'), ...lines]);
}

function absolute(value: Traced, source: string | null): Traced {
  const text = literalOf(value);
  const path = text === null ? null : absolutePath(source, text);
  return path === null ? value : literal(path);
}

function quoted(value: Traced): Traced {
  return concat(literal('"'), value, literal('"'));
}
