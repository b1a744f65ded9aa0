/** Shape of the generated data of data/facts/shared-libraries.json, debian-packages.json and system-packages.json. */
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
  readonly libraries: Readonly<Record<string, LibraryFacts>>;
}

/** Things that packages bring, separated by blanks: "gcc", "c-headers", "lib:ssl"; "?libs": libraries that are not known; "?": more that is not known. */
export interface PackageData {
  /** what comes with a package, and what with the packages that it recommends */
  readonly debian: Readonly<Record<string, string | readonly [brings: string, recommends: string]>>;
  readonly alpine: Readonly<Record<string, string>>;
  readonly rpm: Readonly<Record<string, string>>;
}
