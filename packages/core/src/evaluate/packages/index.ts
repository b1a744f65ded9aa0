export { installFiles, removeFiles, type PackageChange } from "./apply.js";
export { sonamesOf, TRIPLETS } from "./contents.js";
export { libraryData } from "./libraries.generated.js";
