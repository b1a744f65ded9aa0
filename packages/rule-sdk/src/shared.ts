/**
 * State that must exist once in a process, even when two copies of this package are installed: it lives on `globalThis` under a registered
 * symbol. `name` ends in the version of its shape ("go-indep.languages@1"); two shapes never meet.
 */
export function shared<T extends object>(name: string, create: () => T): T {
  const realm = globalThis as unknown as Record<symbol, T | undefined>;
  return (realm[Symbol.for(name)] ??= create());
}
