// Written by `npm run generate` from the files of this folder.
import type { Rule } from "@go-indep/rule-sdk";
import noRejectedCgoFlag from "./no-rejected-cgo-flag.js";
import noUnfilteredSignalNotify from "./no-unfiltered-signal-notify.js";

export const rules: Readonly<Record<string, Rule>> = {
  "no-rejected-cgo-flag": noRejectedCgoFlag,
  "no-unfiltered-signal-notify": noUnfilteredSignalNotify,
};
