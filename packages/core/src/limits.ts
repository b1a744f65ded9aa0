/**
 * Every bound of the analysis. Reaching one gives `unknown("limit: …")`, never an error and never a guess: hostile or generated input ends
 * within bounded time and memory.
 */
export const LIMITS = {
  /** UTF-16 units of one file that is read; larger files are unknown */
  fileLength: 8 * 1024 * 1024,
  /** nested evaluation: make inside script inside make, function calls, includes */
  evaluationDepth: 64,
  /** effects recorded of one entry */
  effects: 20_000,
  /** UTF-16 units of one expanded value */
  valueLength: 1024 * 1024,
  /** directory levels below the root that are searched for build files */
  directoryDepth: 24,
  /** files listed of one repository */
  files: 1_000_000,
} as const;
