import type { Processor } from "@eslint/core";
import { VERSION } from "../version.js";
import { collect } from "./sink.js";

/**
 * `go-indep/evidence`: hands the file to ESLint as it is, and afterwards adds the chain of each finding to its message. ESLint drops unknown
 * properties of reports but keeps those of messages, also in its cache and for bulk suppressions.
 */
export const evidence: Processor<string> = {
  meta: { name: "go-indep/evidence", version: VERSION },
  supportsAutofix: true,
  preprocess: (text) => [text],
  postprocess(lists, file) {
    const attached = collect(file);
    return lists.flat().map((message) => {
      const { ruleId, line, column } = message;
      return ruleId === null ? message : { ...message, ...attached({ ruleId, line, column, message: message.message }) };
    });
  },
};
