/** Where a program starts, as core predicts it without the program: the predicted linkage beside the facts of base images. */
import { resolveImage, startIn } from "../../../packages/core/dist/index.js";

/** Root file systems and the image that each imitates. */
export const IMAGES = {
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

/** @param {string} run as chroots.mjs records it */
export function started(run) {
  return NOT_STARTED.test(run) ? "fails" : "starts";
}

export function imageOf(reference) {
  return resolveImage(reference, { asOf: "2026-06-01", platform: { os: "linux", arch: "amd64" } });
}

/** One result for each root file system with a recorded run. */
export function compareRuns(runs, linkage) {
  const needs = neededToStart(linkage);
  return Object.entries(IMAGES).flatMap(([root, reference]) => {
    const run = runs[root];
    if (run === undefined) return [];
    if (needs === null) return [{ field: "start", result: "unknown", text: `${root}: ${run.slice(0, 80)}` }];
    const { verdict: found, reason } = startIn(needs, reference, imageOf(reference));
    // What is not predicted for certain can only add a failure.
    const verdict = found === "starts" && !isExact(linkage) ? "unknown" : found;
    const result = verdict === "unknown" ? verdict : verdict === started(run) ? "equal" : "different";
    return [{ field: "start", result, text: `${root}: predicted ${verdict} (${reason}), really ${run.slice(0, 120)}` }];
  });
}

function isExact({ needed, glibc, glibcxx }) {
  return glibc.kind === "known" && glibcxx.kind === "known" && needed.value.complete && needed.value.libraries.every(({ certain }) => certain);
}

/** A prediction in the form in which a binary is read; null when something that decides is not known. Libraries that may be needed are left out. */
function neededToStart({ kind, goarch, interpreter, needed, libc, glibc, glibcFloor, linkMode, hazards }) {
  const parts = [kind, goarch, interpreter, needed, libc, linkMode];
  if (parts.some((part) => part.kind === "unknown")) return null;
  const version = glibc.kind === "known" ? glibc : glibcFloor;
  if (version.kind === "unknown") return null;
  const libraries = needed.value.libraries.filter(({ certain }) => certain).map(({ soname }) => soname);
  return {
    kind: kind.value,
    arch: goarch.value,
    os: "linux",
    interpreter: interpreter.value,
    needed: libraries,
    searchPath: null,
    textRelocations: hazards.some(({ fact }) => fact === "c7"),
    // -I chooses a loader that may be another C library's (fact d15).
    libc: interpreter.value === null ? null : /\/ld-musl-/.test(interpreter.value) ? "musl" : libc.value,
    floors: version.value === null ? [] : [{ library: "libc.so.6", family: "GLIBC", version: version.value }],
    linkMode: linkMode.value,
  };
}
