/**
 * Every bound of the analysis. Reaching one gives `unknown("limit: …")`, never an error and never a guess: hostile or generated input ends
 * within bounded time and memory.
 */
export const LIMITS = {
  /** UTF-16 units of one file that is read; larger files are unknown */
  fileLength: 16 * 1024 * 1024,
  /** UTF-16 units of one makefile, script or Dockerfile; larger ones are unknown. The largest among some hundred repositories have a fifth of it */
  buildFileLength: 1024 * 1024,
  /** nested evaluation: make inside script inside make, function calls, includes */
  evaluationDepth: 64,
  /** nested references of one text, in make and CMake */
  expansionDepth: 200,
  /** references and functions expanded in one run of make or CMake */
  expansionSteps: 100_000,
  /** commands evaluated of one script, those in loops and functions as often as they run */
  shellCommands: 20_000,
  /** times that the body of one loop is evaluated before it counts as repeated an unknown number of times */
  loopIterations: 128,
  /** effects recorded of one entry */
  effects: 20_000,
  /** UTF-16 units of one expanded value */
  valueLength: 1024 * 1024,
  /** UTF-16 units of one YAML file; what people write is a hundredth of it */
  yamlLength: 1024 * 1024,
  /** nodes of one YAML file, those of aliases as often as they are used */
  yamlNodes: 200_000,
  /** directory levels below the root that are searched for build files */
  directoryDepth: 24,
  /** directories visited for one package pattern (`./...`): links may form loops */
  directories: 200_000,
  /** bytes read of one compiled program, all ranges together; a table of it that is larger than `binaryRange` is not read */
  binaryBytes: 64 * 1024 * 1024,
  binaryRange: 8 * 1024 * 1024,
  /** program headers, section headers, dynamic entries, version needs or notes of one compiled program */
  binaryEntries: 65_536,
  /** files of C and their headers that are read of one program */
  cFiles: 200_000,
  /** bytes of the index that is kept between runs: ten times what 100,000 linked files need */
  indexBytes: 128 * 1024 * 1024,
  /** files listed of one repository */
  files: 1_000_000,
} as const;
