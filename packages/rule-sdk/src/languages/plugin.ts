import type { Plugin } from "@eslint/core";
import { evidence } from "../evidence/processor.js";
import { shared } from "../shared.js";
import { VERSION } from "../version.js";
import { cmake } from "./cmake.js";
import { dockerfile } from "./dockerfile.js";
import { go } from "./go.js";
import { goMod, goWork } from "./go-mod.js";
import { makefile } from "./makefile.js";
import { NAMESPACE } from "./names.js";
import { text } from "./text.js";

/**
 * The languages and the evidence processor. A file has one language and one processor, but several plugins look at it: all of them register
 * this object under the key `go-indep`. Two installed copies of this package give the same object, because ESLint refuses to have two
 * different plugins under one key.
 */
export const goIndep: Plugin = shared("go-indep.languages@1", () => ({
  meta: { name: "@go-indep/rule-sdk", version: VERSION, namespace: NAMESPACE },
  languages: { dockerfile, makefile, cmake, "go-mod": goMod, "go-work": goWork, go, shell: text, text },
  processors: { evidence },
}));
