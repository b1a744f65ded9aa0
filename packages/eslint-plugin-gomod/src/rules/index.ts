// Written by `npm run generate` from the files of this folder.
import type { Rule } from "@go-indep/rule-sdk";
import noCgoResolverSurprise from "./no-cgo-resolver-surprise.js";
import noHiddenDlopen from "./no-hidden-dlopen.js";
import noIneffectiveNetdns from "./no-ineffective-netdns.js";
import noOutsideReplace from "./no-outside-replace.js";
import noPluginInStaticBuild from "./no-plugin-in-static-build.js";
import noRejectedCgoFlag from "./no-rejected-cgo-flag.js";
import noStaticCgoDirective from "./no-static-cgo-directive.js";
import noUnfilteredSignalNotify from "./no-unfiltered-signal-notify.js";
import noUnguardedCgo from "./no-unguarded-cgo.js";
import noUnknownBuild from "./no-unknown-build.js";
import noUnknownGodebug from "./no-unknown-godebug.js";
import noUnlistedCgoModule from "./no-unlisted-cgo-module.js";

export const rules: Readonly<Record<string, Rule>> = {
  "no-cgo-resolver-surprise": noCgoResolverSurprise,
  "no-hidden-dlopen": noHiddenDlopen,
  "no-ineffective-netdns": noIneffectiveNetdns,
  "no-outside-replace": noOutsideReplace,
  "no-plugin-in-static-build": noPluginInStaticBuild,
  "no-rejected-cgo-flag": noRejectedCgoFlag,
  "no-static-cgo-directive": noStaticCgoDirective,
  "no-unfiltered-signal-notify": noUnfilteredSignalNotify,
  "no-unguarded-cgo": noUnguardedCgo,
  "no-unknown-build": noUnknownBuild,
  "no-unknown-godebug": noUnknownGodebug,
  "no-unlisted-cgo-module": noUnlistedCgoModule,
};
