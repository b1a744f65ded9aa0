import { WasmHost } from "./wasm.js";

const KEY = Symbol.for("hadolint-wasm.hosts@1");

/**
 * The thread of a module, once in a process. Blocking runs have one of their own: they would have to wait for others, which their caller keeps
 * from ending.
 */
export function hostOf(path: string, memory: number, use: "blocking" | "waiting"): WasmHost {
  const realm = globalThis as unknown as Record<symbol, Map<string, WasmHost> | undefined>;
  const hosts = (realm[KEY] ??= new Map<string, WasmHost>());
  const key = JSON.stringify([path, memory, use]);
  let host = hosts.get(key);
  if (host === undefined) {
    host = new WasmHost({ path, memory });
    hosts.set(key, host);
  }
  return host;
}
