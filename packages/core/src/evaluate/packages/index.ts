export { installFiles, removeFiles, type PackageChange } from "./apply.js";
export { filesOf, libraryDirectory, sonamesOf } from "./contents.js";
export type { LibraryFacts } from "./data.js";
export { libraryData } from "./libraries.generated.js";
export { broughtBy, type Brought, type Thing } from "./things.js";
