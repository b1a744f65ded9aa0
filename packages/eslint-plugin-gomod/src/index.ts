import { definePlugin } from "@go-indep/rule-sdk";
import { all } from "./configs/all.js";
import { recommended } from "./configs/recommended.js";
import { strict } from "./configs/strict.js";
import { rules } from "./rules/index.js";
import { VERSION } from "./version.js";

const plugin = definePlugin({
  name: "@go-indep/eslint-plugin-gomod",
  version: VERSION,
  namespace: "go-gomod",
  rules,
  severities: { recommended, strict, all },
  files: ["go-mod", "go-work"],
  extra: { go: ["go"] },
});

// The second name makes `require()` give the plugin itself.
export { plugin as default, plugin as "module.exports" };
