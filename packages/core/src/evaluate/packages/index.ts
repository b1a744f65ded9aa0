export { installFiles, removeFiles, type PackageChange } from "./apply.js";
export { knownSonames, sonamesOf, TRIPLETS } from "./contents.js";
export { libraryPackages } from "./library-packages.js";
export { libraryData } from "./libraries.generated.js";
