/** PT_INTERP of a case, and the C library behind it. Facts a10–a12, c1, c8, d15. */
import type { GoHost } from "../gobuild/index.js";
import type { Reason } from "../text/index.js";
import type { Case, Setting } from "./cases.js";
import { compilerInterpreter, floatAbiOf, linkerInterpreter, linkerMuslInterpreter } from "./interpreters.js";
import type { Scene } from "./outcome.js";
import type { World } from "./world.js";

export function interpreterOf({ world, outcome }: Case, { scene, linker, host, doubt, command }: Setting): string | null | Reason {
  if (outcome.kind === null) return doubt;
  if (outcome.kind !== "dynamic") return null;
  if (outcome.linkMode === "external") {
    const own = [scene.ownWords, world.cgoLdflags, world.external].map((words) => words.interpreter).filter((path) => path !== null);
    // Of these the last one counts; -I of the linker comes before them.
    const last = own.at(-1);
    if (last !== undefined) return last;
  }
  if (linker.interpreter.kind === "unknown") return linker.interpreter.reason;
  if (linker.interpreter.value !== null && linker.interpreter.value !== "") return linker.interpreter.value;
  if (!outcome.c && outcome.linkMode === "internal") return ownInterpreter(world, scene, host);
  const compiler = outcome.driver.found;
  if (compiler.kind === "unknown") return compiler.reason;
  if (compiler.value === null) return { code: "image", text: `no compiler ${outcome.driver.command.join(" ")}`, at: null };
  const { libc } = compiler.value;
  if (libc.kind === "unknown") return libc.reason;
  if (libc.value === null) return { code: "not-understood", text: "the C library", at: null };
  const floatAbi = floatAbiOf(outcome.driver.command) ?? (command.settings.level.kind === "known" && /^5|softfloat/.test(command.settings.level.value) ? "soft" : null);
  return compilerInterpreter(libc.value, scene.goarch, floatAbi) ?? { code: "not-understood", text: `the dynamic loader of ${libc.value} on ${scene.goarch}`, at: null };
}

/** cmd/link's own choice: its glibc path, unless that file is missing where it runs and musl's is there. */
function ownInterpreter(world: World, scene: Scene, host: GoHost): string | Reason {
  if (scene.goos === "android") return "/system/bin/linker64";
  const usual = linkerInterpreter(scene.goarch, world.minor);
  if (usual === null || scene.goos !== "linux") return { code: "not-understood", text: `the dynamic loader on ${scene.goos}/${scene.goarch}`, at: null };
  const musl = linkerMuslInterpreter(scene.goarch, world.minor);
  if (musl === null) return usual;
  const present = host.exists(usual);
  if (present.kind === "known" && present.value) return usual;
  const muslPresent = host.exists(musl);
  if (muslPresent.kind === "known" && !muslPresent.value) return usual;
  if (present.kind === "unknown") return present.reason;
  return muslPresent.kind === "unknown" ? muslPresent.reason : musl;
}

export function libcOf({ outcome }: Case): "glibc" | "musl" | "bionic" | null | Reason {
  if (!outcome.c && outcome.linkMode === "internal") return null;
  const compiler = outcome.driver.found;
  if (compiler.kind === "unknown") return compiler.reason;
  if (compiler.value === null) return null;
  return compiler.value.libc.kind === "unknown" ? compiler.value.libc.reason : compiler.value.libc.value;
}

export function libcVersionOf(one: Case): string | null | Reason {
  const libc = libcOf(one);
  if (libc === null || typeof libc === "object") return libc;
  const compiler = one.outcome.driver.found;
  if (compiler.kind === "unknown" || compiler.value === null) return null;
  return compiler.value.libcVersion.kind === "unknown" ? compiler.value.libcVersion.reason : compiler.value.libcVersion.value;
}
