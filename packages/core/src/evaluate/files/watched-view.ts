import type { ArtifactView, LinkedView } from "./stage-view.js";
import type { FileFact, FileView, FileWatch } from "./view.js";

export function bothWatches(first: FileWatch, second: FileWatch): FileWatch {
  return {
    looked(path, fact) {
      first.looked(path, fact);
      second.looked(path, fact);
    },
    listed(path, list) {
      first.listed(path, list);
      second.listed(path, list);
    },
    read(path, text) {
      first.read(path, text);
      second.read(path, text);
    },
    lookedAtAll() {
      first.lookedAtAll();
      second.lookedAtAll();
    },
  };
}

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

  artifacts(): ReturnType<ArtifactView["artifacts"]> {
    this.watch.lookedAtAll();
    return this.view.artifacts();
  }
}
