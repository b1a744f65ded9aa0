/** The functions of core that the matrix needs, from its build. */
import * as environment from "../../../packages/core/dist/evaluate/environment.js";
import * as gobuild from "../../../packages/core/dist/gobuild/index.js";
import * as gopackages from "../../../packages/core/dist/gopackages/index.js";
import * as linkage from "../../../packages/core/dist/linkage/index.js";
import * as go from "../../../packages/core/dist/syntax/go/index.js";
import * as text from "../../../packages/core/dist/text/index.js";

export const core = { ...environment, ...gobuild, ...gopackages, ...linkage, ...go, ...text };
