/** Programs that are understood. Those that need more than a machine (go, make) are put in by the composition. */
import type { Driver } from "../machine.js";
import { apkDriver } from "./apk.js";
import { aptDriver, dpkgDriver } from "./apt.js";
import { compressorDriver, tarDriver, zipDriver } from "./archive.js";
import { compilerDriver } from "./c-compiler.js";
import { certificateDriver } from "./certificates.js";
import { composeDriver, containerDriver } from "./containers.js";
import { curlDriver, wgetDriver } from "./download.js";
import { copyDriver, installDriver, linkDriver } from "./file-copy.js";
import { filterDriver } from "./filters.js";
import { makeDirectoryDriver, removeDriver, touchDriver } from "./file-remove.js";
import { gitDriver } from "./git.js";
import { goreleaserDriver } from "./goreleaser.js";
import { harmlessDriver } from "./harmless.js";
import { inPlaceDriver } from "./in-place.js";
import { generatorDriver, otherBuilderDriver } from "./other-builders.js";
import { loaderCacheDriver } from "./ldconfig.js";
import { jqDriver } from "./jq.js";
import { justDriver } from "./just.js";
import { koDriver } from "./ko.js";
import { packageScriptDriver } from "./package-scripts.js";
import { pacmanDriver } from "./pacman.js";
import { promuDriver } from "./promu.js";
import { dnfDriver, rpmDriver, zypperDriver } from "./rpm.js";
import { findDriver, xargsDriver } from "./running-others.js";
import { shellDriver } from "./shell.js";
import { dateDriver, idDriver, statusDriver, unameDriver, wordDriver } from "./system.js";
import { taskDriver } from "./task.js";
import { streamEditorDriver } from "./stream-editors.js";
import { catDriver, echoDriver, pathTextDriver, realPathDriver, teeDriver } from "./text-output.js";
import { addUserDriver, groupDriver, removeUserDriver } from "./user-accounts.js";
import { xxGoDriver, xxInfoDriver, xxPackageDriver, xxVerifyDriver } from "./xx.js";
import { envDriver, wrapperDriver } from "./wrappers.js";

/** Programs that work on files and packages, or tell of the machine. */
export const standardDrivers: readonly Driver[] = [
  aptDriver,
  dpkgDriver,
  apkDriver,
  dnfDriver,
  zypperDriver,
  rpmDriver,
  pacmanDriver,
  copyDriver,
  installDriver,
  linkDriver,
  removeDriver,
  makeDirectoryDriver,
  touchDriver,
  inPlaceDriver,
  tarDriver,
  zipDriver,
  compressorDriver,
  curlDriver,
  wgetDriver,
  certificateDriver,
  loaderCacheDriver,
  addUserDriver,
  groupDriver,
  removeUserDriver,
  gitDriver,
  catDriver,
  teeDriver,
  echoDriver,
  streamEditorDriver,
  filterDriver,
  jqDriver,
  pathTextDriver,
  realPathDriver,
  unameDriver,
  dateDriver,
  wordDriver,
  idDriver,
  statusDriver,
  findDriver,
  xargsDriver,
  compilerDriver,
  harmlessDriver,
  generatorDriver,
  otherBuilderDriver,
];

/** Drivers of the scripts that start a container: shells, programs that start others, and the rest of a system. */
export const entryDrivers: readonly Driver[] = [shellDriver, envDriver, wrapperDriver, ...standardDrivers];

/** Drivers of every machine that builds. */
export const baseDrivers: readonly Driver[] = [...entryDrivers, containerDriver, composeDriver, goreleaserDriver, promuDriver, taskDriver, justDriver, koDriver, packageScriptDriver, xxGoDriver, xxInfoDriver, xxPackageDriver, xxVerifyDriver];

export { bake, EVERYTHING } from "./bake.js";
export { cmakeDriver, ninjaDriver } from "./cmake.js";
export { contextPath, dockerfilePath, makesImage, recordImageBuild, settled } from "./image-request.js";
export { makeDriver } from "./make.js";
export { VIRTUAL_PREFIX } from "./packages.js";
