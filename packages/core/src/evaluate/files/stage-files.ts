import type { Origin, Traced } from "../../text/index.js";
import { dirname } from "../../workspace/index.js";
import type { MachineFiles } from "../machine.js";
import type { Certainty } from "../model.js";
import { ChangeLog } from "./changes.js";
import { StageView, type ArtifactView, type LinkedView } from "./stage-view.js";
import type { FileFact, FileView, FileWatch } from "./view.js";
import { WatchedView } from "./watched-view.js";

/**
 * The file system of a stage or machine: what commands change, kept as a log over a base. A directory is copied by reference to the moment of
 * its source, and looked into when somebody asks: the cost of a change does not depend on what was changed before.
 */
export class StageFiles implements MachineFiles, LinkedView {
  readonly #log = new ChangeLog();
  #view: StageView | null = null;
  #watch: FileWatch | null = null;

  /** @param base what is there before the first change; must not change itself */
  constructor(private readonly base: FileView) {}

  snapshot(): LinkedView & ArtifactView {
    return this.#watch === null ? this.#now() : new WatchedView(this.#now(), this.#watch);
  }

  get version(): number {
    return this.#log.now;
  }

  watched<T>(watch: FileWatch, run: () => T): T {
    this.#watch = watch;
    try {
      return run();
    } finally {
      this.#watch = null;
    }
  }

  #now(): StageView {
    return (this.#view ??= new StageView(this.base, this.#log, this.#log.now));
  }

  stat(path: string): FileFact {
    return this.snapshot().stat(path);
  }

  list(path: string): ReturnType<FileView["list"]> {
    return this.snapshot().list(path);
  }

  read(path: string): ReturnType<FileView["read"]> {
    return this.snapshot().read(path);
  }

  readLink(path: string): string | null {
    return this.snapshot().readLink(path);
  }

  mayHoldLink(directory: string): boolean {
    return this.snapshot().mayHoldLink(directory);
  }

  artifacts(): readonly { readonly path: string; readonly ids: readonly string[] }[] {
    return this.snapshot().artifacts();
  }

  write(path: string, file: { readonly content: Traced | null; readonly artifacts: readonly string[]; readonly from: string }, certainty: Certainty): void {
    const target = this.realPath(path);
    this.#makeParents(target, certainty);
    this.#add(target, { kind: "write", ...file, certainty });
  }

  makeDirectory(path: string, certainty: Certainty): void {
    const target = this.realPath(path);
    if (target === "/" || this.#now().stat(target).kind === "directory") return;
    this.#makeParents(target, certainty);
    this.#add(target, { kind: "directory", certainty });
  }

  link(path: string, target: string, certainty: Certainty): void {
    const at = this.#parentThrough(path);
    this.#makeParents(at, certainty);
    this.#add(at, { kind: "link", target, certainty });
  }

  remove(path: string, certainty: Certainty): void {
    this.#add(this.#parentThrough(path), { kind: "remove", certainty });
  }

  copy(source: FileView, path: string, to: string, from: string, certainty: Certainty): void {
    const target = this.realPath(to);
    this.#makeParents(target, certainty);
    this.#add(target, { kind: "copy", source: source instanceof StageFiles ? source.snapshot() : source, path, from, certainty });
  }

  mount(at: string, source: FileView, path: string): () => void {
    const target = this.realPath(at);
    this.#makeParents(target, "must");
    const { time } = this.#add(target, { kind: "mount", source: source instanceof StageFiles ? source.snapshot() : source, path, certainty: "must" });
    return () => {
      this.#log.loseSince(target, time);
      this.#view = null;
    };
  }

  disturb(directory: string, why: string, at: Origin | null): void {
    this.#log.disturb(this.realPath(directory), why, at);
    this.#view = null;
  }

  #add(...change: Parameters<ChangeLog["add"]>): ReturnType<ChangeLog["add"]> {
    this.#view = null;
    return this.#log.add(...change);
  }

  /** Whoever writes a file has its directory; a copy makes it. */
  #makeParents(path: string, certainty: Certainty): void {
    if (path === "/") return;
    const parent = dirname(path);
    if (parent === "/" || this.#now().stat(parent).kind === "directory") return;
    this.#makeParents(parent, certainty);
    this.#add(parent, { kind: "directory", certainty });
  }

  realPath(path: string): string {
    return this.#now().resolve(path) ?? path;
  }

  #parentThrough(path: string): string {
    return this.#now().resolve(path, false) ?? path;
  }
}
