/** Where a program starts, as core says it of base images, beside what it did in the imitations of those images (tools/oracles/matrix/chroots.mjs). */
import { needsOf, resolveImage, startIn } from "../../../packages/core/dist/index.js";

/** @import { Binary } from "../../../packages/core/dist/index.js" */

/** Root file systems of the matrix and the image that each imitates. */
const IMAGES = {
  scratch: "scratch",
  static: "gcr.io/distroless/static-debian12",
  musl: "alpine:3.22",
  "distroless-base": "gcr.io/distroless/base-debian12",
  "glibc-bullseye": "debian:bullseye",
  "glibc-bookworm": "debian:bookworm",
  "glibc-trixie": "debian:trixie",
};

/** What the kernel and the loaders say when a program does not start. */
const NOT_STARTED = /failed to run command '\/app'|error while loading shared libraries|version `[\w.]+' not found|Error (?:loading|relocating)|^exit (?:-11|SIGSEGV)/;

/** @param {any} row @param {Binary} binary @param {Map<string, number>} counts @param {(field: string, ours: unknown, theirs: unknown) => void} compare */
export function compareStarts(row, binary, counts, compare) {
  if (row.runs === undefined || binary.format !== "elf") return;
  const needs = needsOf(binary);
  for (const [root, reference] of Object.entries(IMAGES)) {
    const run = row.runs[root];
    if (run === undefined) continue;
    const { verdict, reason } = startIn(needs, reference, resolveImage(reference, { asOf: "2026-06-01", platform: { os: "linux", arch: "amd64" } }));
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    if (verdict !== "unknown") compare(`start in ${root} (${reason}; ${run.slice(0, 80)})`, verdict, NOT_STARTED.test(run) ? "fails" : "starts");
  }
}
