/** chmod, strip, upx and their kin: a file stays what it was for the analysis. A stripped Go binary keeps its linkage (fact g3). */
import type { Driver } from "../machine.js";
import { SUCCESS } from "../result.js";

export const inPlaceDriver: Driver = {
  names: ["chmod", "chown", "chgrp", "chattr", "chcon", "restorecon", "setcap", "setfacl", "setfattr", "paxctl", "strip", "eu-strip", "sstrip", "upx", "upx-ucl"],
  run: () => SUCCESS,
};
