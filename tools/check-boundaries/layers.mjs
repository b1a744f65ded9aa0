// The allowed imports, as data. The reasons are in CONTRIBUTING.md ("The shape of the code").

/** Packages and the packages of this repository that their sources may import. */
export const PACKAGES = {
  core: [],
  "rule-sdk": ["core"],
  "hadolint-wasm": ["rule-sdk", "core"],
  "eslint-plugin-dockerfile": ["rule-sdk", "core"],
  "eslint-plugin-ldflags": ["rule-sdk", "core"],
  "eslint-plugin-gomod": ["rule-sdk", "core"],
  cli: ["eslint-plugin-dockerfile", "eslint-plugin-ldflags", "eslint-plugin-gomod", "hadolint-wasm", "rule-sdk", "core"],
};

/** What core must load without: it is embedded where there is no ESLint. */
export const FORBIDDEN_IN_CORE = ["eslint", "@eslint", "@typescript-eslint"];

/** The only files of core that may know the machine they run on, below src/. */
export const NODE_ADAPTERS = /^workspace\/node[^/]*\.ts$/u;

/** Development dependencies whose code is bundled, by package (see tools/bundle). */
export const BUNDLED = { cli: ["commander"], core: ["unbash", "yaml"], "rule-sdk": ["@typescript-eslint/utils"] };

/** Layers of core, right to left: a folder may import those in the rows below its own. */
const LAYERS = [["project"], ["shipment"], ["image", "linkage"], ["gobuild", "gopackages"], ["evaluate"], ["syntax"], ["text"]];

/** Ports that every folder may use; they rest on text only. */
const PORTS = ["query", "workspace"];

/** Folders of core/src, each with the other folders that it may import. */
export const CORE_FOLDERS = new Map([
  ...LAYERS.flatMap((row, index) =>
    row.map((folder) => /** @type {const} */ ([folder, [...LAYERS.slice(index + 1).flat(), ...(folder === "text" ? [] : PORTS)]])),
  ),
  .../** @type {const} */ ([["workspace", ["text"]], ["query", ["workspace", "text"]]]),
]);

/** The files through which one folder shows itself to another. */
export const PUBLIC_FILES = ["index.js", "ast.js", "model.js", "port.js", "view.js"];

/** Folders of core that hold one folder for each language, which keep their files to themselves. */
export const FOLDERS_BY_LANGUAGE = ["syntax", "evaluate"];

/** What tools may import by path: oracles and generators of data compare and fill the inside of core, which is no public API. */
export const OPEN_TO_TOOLS = /^packages\/core\/dist\//u;
