import { ruleFactory, type Rule, type Schema } from "@go-indep/rule-sdk";
import type { Finding } from "../finding.js";
import { runFor, tellsFailure } from "./run.js";

interface FindingsRule<O extends unknown[]> {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly schema?: Schema;
  readonly defaultOptions?: O;
  /** which findings are this rule's */
  takes(finding: Finding, ...options: O): boolean;
  /** with the code in the message, for rules of several codes */
  readonly namesCode?: true;
}

/** A rule that reports a part of hadolint's findings. */
export function findingsRule<O extends unknown[] = []>(spec: FindingsRule<O>): Rule {
  const { name, description, url, schema = [], defaultOptions, namesCode } = spec;
  return ruleFactory({ namespace: "hadolint", docsUrl: () => url }).createRule<"go-indep/dockerfile", "finding" | "failure", O>({
    name,
    meta: {
      type: "suggestion",
      languages: ["go-indep/dockerfile"],
      docs: { description, tier: "policy", reportsIn: "Dockerfile", facts: [] },
      messages: { finding: "{{message}}", failure: "hadolint did not run on this file: {{message}}" },
      schema,
      ...(defaultOptions === undefined ? {} : { defaultOptions }),
    },
    create(context, options) {
      return {
        Dockerfile() {
          const { findings, failure } = runFor(context);
          const loc = (start: number, end: number) => ({ start: context.sourceCode.getLocFromIndex(start), end: context.sourceCode.getLocFromIndex(end) });
          if (failure !== null && tellsFailure(context)) context.report({ loc: loc(0, 0), messageId: "failure", data: { message: failure } });
          for (const finding of findings) {
            if (!spec.takes(finding, ...options)) continue;
            const message = namesCode === true ? `${finding.code}: ${finding.message}` : finding.message;
            context.report({ loc: loc(...finding.range), messageId: "finding", data: { message } });
          }
        },
      };
    },
  });
}
