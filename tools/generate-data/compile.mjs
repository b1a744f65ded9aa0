/** Fact files → the compact form that core keeps: what people need to judge a fact (notes, sources in words) stays in the files. */

/** @param {any} facts base-images.json */
export function baseImages(facts) {
  const sources = Object.fromEntries(Object.entries(facts.sources).map(([key, text]) => [key, String(text).split(/[,:(]/)[0].trim()]));
  return {
    generated: facts.generated,
    sources,
    normalisation: facts.normalisation,
    interpreters: { glibc: facts.interpreters.glibc, musl: facts.interpreters.musl },
    goCertificatePaths: facts.goCertificatePaths,
    goCertificateDirectories: facts.goCertificateDirectories,
    goZoneinfoPaths: facts.goZoneinfoPaths,
    os: Object.fromEntries(Object.entries(facts.os).map(([key, os]) => [key, system(os)])),
    golang: {
      root: facts.golang.root,
      env: facts.golang.env,
      workdir: facts.golang.workdir,
      goToolchainLocal: pick(facts.golang.goToolchainLocal, ["firstVersion", "builtSince"]),
      variants: mapValues(facts.golang.variants, (variant) => without(variant, ["fromImage", "notes", "source"])),
      lines: mapValues(facts.golang.lines, (line) => line.lastListed),
    },
    images: facts.images.map((image) => without(image.os === null ? image : without(image, ["notes"]), ["asOf"])),
  };
}

function system(os) {
  const users = os.users === null ? null : os.users.map(({ name, uid }) => (uid === null ? name : `${name}:${uid}`)).join(" ");
  return without({ ...os, users }, ["notes"]);
}

/** @param {any} facts tag-history.json */
export function tagHistory(facts) {
  return {
    ...without(facts, ["$schema", "schema", "golang"]),
    golang: { latest: facts.golang.latest, lines: facts.golang.lines },
  };
}

/** @param {any} facts shared-libraries.json */
export function libraries(facts) {
  return { libraries: mapValues(facts.libraries, (library) => without(library, ["notes"])) };
}

/** @param {any} facts cgo-modules.json */
export function modules(facts) {
  return { generated: facts.generated, toolchain: facts.toolchain, modules: facts.modules.map((module) => without(module, ["cgoPackages", "cFiles"])) };
}

/** @param {any} facts glibc-symbols.json */
export function glibcSymbols(facts) {
  return { source: facts.source, versions: facts.versions };
}

/** @param {any} facts library-symbols.json */
export function librarySymbols(facts) {
  return { source: `${facts.source}, ${facts.suite}`, libraries: mapValues(facts.libraries, ({ exports, macros, includedBy }) => ({ exports: frontCoded(exports), macros: frontCoded(macros), includedBy })) };
}

/** Sorted words, each as the number of characters that it shares with the one before (base 36, at most 35) and the rest. @param {string} text */
function frontCoded(text) {
  let last = "";
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      let shared = 0;
      while (shared < 35 && shared < word.length && word[shared] === last[shared]) shared++;
      last = word;
      return shared.toString(36) + word.slice(shared);
    })
    .join(" ");
}

/** @param {any} debian debian-packages.json  @param {any} system system-packages.json */
export function packages(debian, system) {
  return {
    debian: mapValues(debian.packages, ({ brings, recommends }) => (recommends === undefined ? brings : [brings, recommends])),
    alpine: system.alpine,
    rpm: system.rpm,
  };
}

const mapValues = (object, f) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, f(value)]));
const without = (object, names) => Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
const pick = (object, names) => Object.fromEntries(names.map((name) => [name, object[name]]));
