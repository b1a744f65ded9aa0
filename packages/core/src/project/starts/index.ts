import { findMakeStarts } from "./make.js";
import type { Start, StartFinder, StartSearch } from "./model.js";

const FINDERS: readonly StartFinder[] = [findMakeStarts];

/** Everything by which builds of the repository are started outside its Dockerfiles. */
export function findStarts(search: StartSearch): readonly Start[] {
  return FINDERS.flatMap((find) => find(search));
}

export type { Start } from "./model.js";
