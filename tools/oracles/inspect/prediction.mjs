/** What `inspect --against` does, for rows of the matrix: the prediction beside the binary. */
import { compareLinkage } from "../../../packages/core/dist/index.js";
import { diskView, diskWorkspace } from "../gopackages/disk.mjs";
import { core } from "../matrix/core.mjs";
import { predict } from "../matrix/predict.mjs";
import { goEnv } from "../support/go.mjs";

/** @import { Binary } from "../../../packages/core/dist/index.js" */

const workspace = diskWorkspace(goEnv("GOMODCACHE"));
const files = { view: diskView(workspace), moduleCache: new core.ModuleCache(workspace), store: new core.PackageStore(core.workspaceHeaders(workspace)) };

/** No field may differ. @param {any} row @param {Binary} binary @param {Map<string, number>} counts @param {(field: string, ours: unknown, theirs: unknown) => void} compare */
export function comparePrediction(row, binary, counts, compare) {
  const [linkage] = predict(core, row, files);
  for (const { field, result, predicted, actual } of compareLinkage(linkage, binary)) {
    counts.set(result, (counts.get(result) ?? 0) + 1);
    compare(`prediction of ${field} (predicted ${predicted}, really ${actual})`, result === "different" ? result : "", "");
  }
}
