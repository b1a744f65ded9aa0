export { allNames, type CInclude, type CNames, cNames } from "./names.js";
