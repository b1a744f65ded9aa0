/** Which packages bring a library, in the words of each distribution. */
import { libraryData } from "./libraries.generated.js";

/** Packages of the C++ and GCC runtimes, which the table has no rows of. */
const RUNTIMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "libstdc++.so.6": { debian: "libstdc++6", ubuntu: "libstdc++6", alpine: "libstdc++", wolfi: "libstdc++" },
  "libgcc_s.so.1": { debian: "libgcc-s1", ubuntu: "libgcc-s1", alpine: "libgcc", wolfi: "libgcc" },
};

/**
 * Names of the packages that bring a soname; empty when they are not known, also where the release has another soname of that library.
 *
 * @param distribution "debian", "ubuntu", "alpine"; others are taken for distributions of rpm packages
 * @param release "bookworm", "3.22"
 */
export function libraryPackages(soname: string, distribution: string, release: string | null): readonly string[] {
  const runtime = RUNTIMES[soname];
  if (runtime !== undefined) return runtime[distribution] === undefined ? [soname.startsWith("libgcc") ? "libgcc" : "libstdc++"] : [runtime[distribution]];
  for (const { debian, ubuntu, alpine, rpm } of Object.values(libraryData().libraries)) {
    const suites = Object.values(debian);
    if (!suites.some((suite) => soname in suite)) continue;
    switch (distribution) {
      case "debian":
        return [debian[release ?? ""]?.[soname] ?? []].flat();
      case "ubuntu":
        return ubuntu?.[release ?? ""] ?? [];
      case "alpine":
      case "wolfi":
        return alpine?.runtime ?? [];
      default:
        return rpm?.runtime ?? [];
    }
  }
  return [];
}
