/** The commands of CMake that decide what is built with Go. */
import type { Handler } from "../call.js";
import { FILE_COMMANDS } from "./file.js";
import { FIND_COMMANDS } from "./find.js";
import { FLOW_COMMANDS } from "./flow.js";
import { list } from "./list.js";
import { math } from "./math.js";
import { parseArguments } from "./parse-arguments.js";
import { PATH_COMMANDS } from "./path.js";
import { executeProcess } from "./process.js";
import { PROJECT_COMMANDS } from "./project.js";
import { PROPERTY_COMMANDS } from "./properties.js";
import { string } from "./string.js";
import { TARGET_COMMANDS } from "./target.js";
import { VARIABLE_COMMANDS } from "./variables.js";

/** Commands that neither set variables nor build anything with Go. */
const WITHOUT_EFFECT =
  "mark_as_advanced cmake_policy enable_testing add_test set_tests_properties add_compile_options add_compile_definitions add_definitions remove_definitions add_link_options include_directories " +
  "link_directories link_libraries target_compile_options target_compile_definitions target_compile_features target_include_directories target_link_directories target_link_options target_sources " +
  "target_precompile_headers source_group enable_language include_regular_expression cmake_host_system_information export site_name variable_watch define_property set_source_files_properties " +
  "build_command create_test_sourcelist include_external_msproject aux_source_directory fltk_wrap_ui load_command output_required_files ctest_build ctest_configure ctest_test";

export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...WITHOUT_EFFECT.split(" ").map((name) => [name, () => undefined] as const),
  ["list", list],
  ["string", string],
  ["math", math],
  ["execute_process", executeProcess],
  ["cmake_parse_arguments", parseArguments],
  ...Object.entries(VARIABLE_COMMANDS),
  ...Object.entries(FLOW_COMMANDS),
  ...Object.entries(PROJECT_COMMANDS),
  ...Object.entries(PATH_COMMANDS),
  ...Object.entries(FILE_COMMANDS),
  ...Object.entries(FIND_COMMANDS),
  ...Object.entries(PROPERTY_COMMANDS),
  ...Object.entries(TARGET_COMMANDS),
]);
