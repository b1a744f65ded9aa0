import type { ArtifactView, LinkedView } from "./stage-view.js";
import type { FileFact, FileView, FileWatch } from "./view.js";

/** A view that tells of what is read. */
export class WatchedView implements LinkedView, ArtifactView {
  constructor(
    private readonly view: LinkedView & ArtifactView,
    private readonly watch: FileWatch,
  ) {}

  stat(path: string): FileFact {
    const fact = this.view.stat(path);
    this.watch.looked(path, fact);
    return fact;
  }

  list(path: string): ReturnType<FileView["list"]> {
    const list = this.view.list(path);
    this.watch.listed(path, list);
    return list;
  }

  read(path: string): ReturnType<FileView["read"]> {
    const text = this.view.read(path);
    this.watch.read(path, text);
    return text;
  }

  readLink(path: string): string | null {
    this.watch.lookedAtAll();
    return this.view.readLink(path);
  }

  mayHoldLink(directory: string): boolean {
    this.watch.lookedAtAll();
    return this.view.mayHoldLink(directory);
  }

  artifacts(): ReturnType<ArtifactView["artifacts"]> {
    this.watch.lookedAtAll();
    return this.view.artifacts();
  }
}
