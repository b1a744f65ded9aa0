export { type HadolintConfig, type LabelType } from "./config/config.js";
export { cachedModule } from "./engine/cache.js";
export type { Engine } from "./engine/engine.js";
export { findEngine, type FindEngineOptions } from "./engine/find-engine.js";
export { type FailureReason, HadolintError } from "./error.js";
export type { Finding, Level } from "./finding.js";
export { DEFAULT_LIMITS, type Limits } from "./limits.js";
export { lint, type LintOptions, lintSync } from "./lint.js";
