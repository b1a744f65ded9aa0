/** Versions and paths to compare: those of the corpus, and damaged ones. */

/** Numerical Recipes' generator: the sample is the same in each run. */
function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const GO_VERSIONS = [
  "1", "1.0", "1.2", "1.20", "1.20.0", "1.21", "1.21.0", "1.21rc1", "1.21rc2", "1.21rc10", "1.21beta1", "1.21alpha1", "1.21.1", "1.9", "1.10", "1.26.3",
  "1.26rc", "2", "2.0", "1.021", "1.21.3rc1", "", "x", "1.", "1..2", "1.21.", "1.21rc01", "1.99999999999999999999", "01.2", "1.21RC1", "1.5beta3",
];
const EDGE_VERSIONS = [
  "v1", "v1.2", "v1.2.3", "v1.2.3-", "v1.2.3-a", "v1.2.3-a.b", "v1.2.3-1", "v1.2.3-01", "v1.2.3-1.01", "v1.2.3-0", "v1.2.3-1a", "v1.2.3-01a", "v1.2.3--", "v1.2.3+x",
  "v1.2.3+", "v1.2.3+incompatible", "v2.0.0+incompatible", "v2+incompatible", "v1.2-a", "1.2.3", "v01.2.3", "v1.2.3-a..b", "v1.2.3-alpha.beta", "v1.2.3-alpha.1", "v1.2.3-rc.1",
  "v1.2.3-rc.11", "v1.2.3-rc.2", "v10.0.0", "v9.0.0", "v1.2.3-a+b.01", "v", "", "v1.2.3 ", "v0.0.0-20200101000000-abcdefabcdef", "v1.2.4-0.20200101000000-abcdefabcdef",
  "v1.2.3-pre.0.20200101000000-abcdefabcdef", "v99999999999999999999.0.0", "v1.2.3-RC1", "v1.2.3-\u00e9",
];
const EDGE_PATHS = [
  "gopkg.in/yaml.v3", "gopkg.in/yaml", "gopkg.in/yaml.v0", "gopkg.in/yaml.v01", "gopkg.in/x/y.v2-unstable", "gopkg.in/.v1", "example.com/m/v2", "example.com/m/v1", "example.com/m/v02",
  "example.com/m/v2.1", "example.com/m/v", "/v2", "v2", "m/v10", "example.com/A/b", "example.com/../b", "example.com/!a", "example.com/a.", "example.com/.a", "/example.com", "", "a//b",
  "example.com/v3/sub", "example.com/m/v2.", "example.com/Üb",
];

export function sampleVersions(texts) {
  const versions = new Set(EDGE_VERSIONS);
  const paths = new Set(EDGE_PATHS);
  const goVersions = new Set(GO_VERSIONS);
  for (const text of texts) {
    for (const [, path, version] of text.matchAll(/([\w./~-]+) (v\d[\w.+-]*)/g)) {
      paths.add(path);
      versions.add(version);
    }
    for (const [, version] of text.matchAll(/^(?:go|toolchain go?) ?([\w.]+)/gm)) goVersions.add(version);
  }
  const random = randomNumbers(20261124);
  const damaged = (list) => list.map((text) => text.slice(0, random(text.length + 1)) + ".-+v0R9a"[random(8)] + text.slice(random(text.length + 1)));
  const pairs = (list) => list.flatMap((a, i) => [1, 2, 3].map((step) => [a, list[(i + step) % list.length]]).concat([[a, list[random(list.length)]], [a, a]]));
  const moduleVersions = [...versions, ...damaged([...versions])];
  // go/version takes off what follows a hyphen, which the versions in go.mod cannot have
  const goAll = [...goVersions, ...damaged([...goVersions]).filter((version) => !version.includes("-"))];
  const all = GO_VERSIONS.flatMap((a) => GO_VERSIONS.map((b) => [a, b])).concat(pairs(goAll));
  const modulePairs = EDGE_VERSIONS.flatMap((a) => EDGE_VERSIONS.map((b) => [a, b])).concat(pairs(moduleVersions.toSorted()), pairs(moduleVersions));
  return { ModulePairs: modulePairs, GoPairs: all, ModuleVersions: moduleVersions, GoVersions: goAll, Paths: [...paths, ...damaged([...paths])] };
}
