/** Which modules a go command works with, or whether it works without any. Source: cmd/go/internal/modload/init.go. */
import { goMinorVersion } from "../syntax/gomod/index.js";
import type { Attempt } from "./attempt.js";
import { failure, ok } from "./attempt.js";
import { isLazy, selectVersions } from "./build-list.js";
import { godebugFailure } from "./godebug-lines.js";
import { openGopath } from "./gopath.js";
import { findMainModules, mayBeInModule } from "./main-modules.js";
import { Modules, type ModulesRequest } from "./modules.js";
import { openVendorDirectory } from "./vendor.js";

/** First minor version that knows nothing but modules unless GO111MODULE says otherwise. Source: Go 1.16 release notes, "Modules". */
const MODULES_BY_DEFAULT_SINCE = 16;

/** The modules that a command in `directory` sees; or why it fails before it looks at a package. */
export function openModules(request: ModulesRequest): Attempt<Modules> {
  const { view, directory, goWork, go111Module, goVersion, mod, moduleCache } = request;
  const isAuto = go111Module === "auto" || (!go111Module && (goMinorVersion(goVersion) ?? MODULES_BY_DEFAULT_SINCE) < MODULES_BY_DEFAULT_SINCE);
  const isInGopath = go111Module === "off" || (isAuto && !mayBeInModule(view, directory));
  if (isInGopath && request.cacheRoot === null) return openGopath(request);
  const main = findMainModules(view, directory, goWork, goVersion);
  if (main.kind !== "ok") return main;
  // Of a program in the module cache go does not read the go.mod as that of a main module.
  const refused = request.cacheRoot === null ? godebugFailure(main.value, { version: goVersion, isLeast: request.goVersionIsLeast }) : null;
  if (refused !== null) return { kind: "failure", failure: refused };
  if (main.value.work !== null && mod === "mod") {
    return failure("-mod may only be set to readonly or vendor when in workspace mode, but it is set to \"mod\"", "s2");
  }
  const vendor = openVendorDirectory(view, main.value, mod);
  if (vendor.kind !== "ok") return vendor;
  const buildList = selectVersions(main.value, view, moduleCache, mod);
  if (vendor.value === null && buildList.failure !== null && !isLazy(main.value)) return { kind: "failure", failure: buildList.failure };
  return ok(new Modules(request, main.value, vendor.value, buildList));
}
