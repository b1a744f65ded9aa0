import type { ShellDialect } from "./machine.js";

/** The dialect of a shell by the name of its program; null for what is none of these shells. `sh` is what the machine has as /bin/sh. */
export function dialectOf(program: string, sh: ShellDialect): ShellDialect | null {
  switch (program) {
    case "sh":
      return sh;
    case "dash":
      return "dash";
    case "bash":
      return "bash";
    case "ash":
      return "busybox";
    default:
      return null;
  }
}
