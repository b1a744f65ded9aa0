/** What matrix/*.sh and matrix/fetch-debs.py leave on this machine. */
import { join } from "node:path";

/** Packages, root file systems and compilers of other distributions; the scripts have the same default. */
export const LAB = process.env["LAB_HOME"] ?? join(process.env["HOME"] ?? "/root", ".cache/go-indep-lab");
