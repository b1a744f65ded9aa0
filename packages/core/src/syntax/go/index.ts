export type * from "./ast.js";
export { scanBuildLines } from "./build-lines.js";
export { readGoBody } from "./body/index.js";
export { splitQuoted, type SplitArguments } from "./cgo.js";
export { type ConstraintExpression, evaluateConstraint, formatConstraint, parseConstraint, type ParsedConstraint, parsePlusBuild, tagsOf, type Ternary } from "./constraint.js";
export { type HeaderOptions, scanGoHeader } from "./header.js";
export { stringLiteralValue } from "./literal.js";
export { type BuildContext, fileNameTags, isPredefinedTag, matchBuildLines, matchCgoDirective, matchFile, matchFileName, matchTag } from "./match.js";
export { IMPLIED_OS, KNOWN_ARCH, KNOWN_OS, UNIX_OS } from "./platforms.js";
