import type { Rule } from "@go-indep/rule-sdk";
import type { Level } from "../finding.js";
import { CODES } from "./codes.generated.js";
import { findingsRule } from "./rule.js";

const LEVELS: readonly Level[] = ["error", "warning", "info", "style"];

const shellcheck = findingsRule<[{ readonly ignored?: readonly string[]; readonly level?: Level }]>({
  name: "shellcheck",
  description: "Disallow what ShellCheck, which is part of hadolint, finds in the shell commands of RUN",
  url: "https://www.shellcheck.net/wiki/",
  schema: [
    {
      type: "object",
      properties: {
        ignored: { type: "array", items: { type: "string", pattern: "^SC[0-9]{4}$" }, description: "codes that are not reported" },
        level: { enum: [...LEVELS], description: "the lowest level that is reported" },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{}],
  namesCode: true,
  takes: ({ code, level: found }, { ignored = [], level = "style" }) => code.startsWith("SC") && !ignored.includes(code) && LEVELS.indexOf(found) <= LEVELS.indexOf(level),
});

const other = findingsRule({
  name: "other",
  description: "Disallow what a newer hadolint finds, under codes that have no rule here",
  url: "https://github.com/hadolint/hadolint#rules",
  namesCode: true,
  takes: ({ code }) => !code.startsWith("SC") && !Object.hasOwn(CODES, code),
});

/** One rule for each code of hadolint, one for those of ShellCheck, and one for the codes of newer releases. */
export const rules: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    Object.entries(CODES).map(([code, { description }]) => [
      code,
      findingsRule({ name: code, description, url: `https://github.com/hadolint/hadolint/wiki/${code}`, takes: (finding) => finding.code === code }),
    ]),
  ),
  shellcheck,
  other,
};
