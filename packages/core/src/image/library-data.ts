/** Shape of the generated data of data/facts/shared-libraries.json. */
export interface LibraryFacts {
  /** -dev packages of Debian and Ubuntu; empty when the library comes with a compiler (`devWith`) */
  readonly dev: readonly string[];
  readonly devWith?: string;
  /** suite → soname → package */
  readonly debian: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** release → runtime packages */
  readonly ubuntu?: Readonly<Record<string, readonly string[]>>;
  readonly alpine?: PackageNames;
  readonly rpm?: PackageNames;
  readonly sonameChanges?: boolean;
}

export interface PackageNames {
  readonly runtime: readonly string[];
  readonly dev: readonly string[];
  /** an extra repository that has it: "epel" */
  readonly repository?: string;
}

export interface LibraryData {
  readonly generated: string;
  readonly glibcOwn: readonly string[];
  readonly busyboxGlibcLacks: readonly string[];
  readonly libraries: Readonly<Record<string, LibraryFacts>>;
}
