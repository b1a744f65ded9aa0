/** Errors of the operating system, as Node gives them. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** A link to nowhere is absent too. */
export function isMissing(error: unknown): boolean {
  return isSystemError(error) && ["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(error.code);
}

/** For people. */
export function describe(error: unknown): string {
  if (!isSystemError(error)) return "not readable";
  return error.code === "ELOOP" ? "a loop of symbolic links" : error.code === "EACCES" ? "permission denied" : `not readable (${error.code})`;
}
