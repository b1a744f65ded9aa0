/** What is used of WebAssembly's JavaScript interface: the types of Node 20 do not have it, and those of browsers bring a thousand other names. */
declare namespace WebAssembly {
  class Module {
    /** Only there so that nothing else is taken for one. */
    private readonly brand: never;
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
