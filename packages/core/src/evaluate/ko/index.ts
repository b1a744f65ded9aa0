export { buildWithKo, type KoBuild } from "./build.js";
export { readKoConfig, textsOf, type KoConfig } from "./config.js";
export { importPathOf } from "./import-path.js";
