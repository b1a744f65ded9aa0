import { carrier, literalOf, unknownText } from "../../text/index.js";
import type { Call } from "./call.js";
import { MakeStop } from "../make/index.js";

/** Commands that modules of CMake, or packages, define. Each may set the variables that it is given by name, and add targets. */
export function runUnknownCommand({ cmake, name, args, at }: Call): void {
  const mayBeDefined = cmake.unread !== null || cmake.openPrefixes.length > 0 || DEFINED_BY_MODULES.test(name) || cmake.functions.get(name) !== undefined;
  if (!mayBeDefined) throw new MakeStop(`${name} is no command`, at);
  const text = `${name} is not understood`;
  const buildsGo = args.some(({ value }) => /\bgo\b|golang/i.test(carrier(value)));
  if (buildsGo || !DEFINED_BY_MODULES.test(name)) cmake.notUnderstood({ code: "not-understood", text, at }, buildsGo);
  for (const { value } of args) {
    const variable = literalOf(value);
    if (variable !== null && /^[A-Za-z_]\w*$/.test(variable)) {
      const known = cmake.variable(variable);
      if (known.set !== "no" || /^[A-Z_0-9]+$/.test(variable)) cmake.setSlot(variable, { value: unknownText({ code: "not-understood", text: `${variable}: ${text}`, at }), set: "maybe" });
    }
  }
}

const DEFINED_BY_MODULES = /^(?:check_\w+|externalproject_\w+|fetchcontent_\w+|external\w+|cmake_print_\w+|cmake_push_check_state|cmake_pop_check_state|cmake_reset_check_state|configure_package_config_file|write_basic_package_version_file|find_dependency|find_package_handle_standard_args|feature_summary|add_feature_info|set_package_properties|generate_export_header|gtest_\w+|processorcount|swig_\w+|add_jar|install_jar|test_big_endian|pkg_\w+|try_compile|try_run|install_\w+|qt\w*_\w+|pybind11_\w+|cpack_\w+|cuda_\w+)$/;
