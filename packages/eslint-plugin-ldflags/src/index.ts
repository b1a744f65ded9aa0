import { definePlugin } from "@go-indep/rule-sdk";
import { all } from "./configs/all.js";
import { recommended } from "./configs/recommended.js";
import { strict } from "./configs/strict.js";
import { rules } from "./rules/index.js";
import { VERSION } from "./version.js";

const plugin = definePlugin({
  name: "@go-indep/eslint-plugin-ldflags",
  version: VERSION,
  namespace: "go-ldflags",
  rules,
  severities: { recommended, strict, all },
  files: ["dockerfile", "makefile", "cmake", "shell"],
});

// The second name makes `require()` give the plugin itself.
export { plugin as default, plugin as "module.exports" };
