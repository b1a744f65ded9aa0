/** Packages that `apt-get install` and `apk add` find in imitated images. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isInstalled } from "../support/debian.mjs";
import { copyInstalled, notDownloaded, unpack } from "./packages.mjs";

/** Debian packages, with those of their dependencies that the program needs to start. */
const DEBIAN = { git: ["git", "libcurl3-gnutls"], jq: ["jq", "libjq1", "libonig5"], tzdata: ["tzdata"], "musl-tools": ["musl"] };

export class Pool {
  /** @param {string} work  @param {string} authority certificate that the bundle of ca-certificates holds */
  constructor(work, authority) {
    this.work = work;
    this.#bundle("debian", authority);
    for (const [name, files] of Object.entries(DEBIAN)) if (files.every((each) => isInstalled(each))) copyInstalled(files, this.#package("debian", name));
    if (notDownloaded("trixie", ["tzdata-legacy"]).length === 0) unpack("trixie", ["tzdata-legacy"], this.#package("debian", "tzdata-legacy"));
    this.#bundle("alpine", authority);
    copyInstalled(["tzdata"], this.#package("alpine", "tzdata"));
    for (const name of ["gcc", "build-base", "musl-dev"]) this.#package("alpine", name);
    for (const name of ["gcc", "build-base"]) this.#write("alpine", name, "/usr/bin/gcc", '#!/bin/sh\nREALGCC=x86_64-linux-gnu-gcc-12 exec musl-gcc "$@"\n');
    // Enough of git: a program that starts.
    this.#write("alpine", "git", "/usr/bin/git", "#!/bin/sh\necho git version 2.49.1\n");
  }

  /** @param {"debian" | "alpine"} manager */
  directory(manager) {
    return join(this.work, "packages", manager);
  }

  #package(manager, name) {
    const directory = join(this.directory(manager), name);
    mkdirSync(directory, { recursive: true });
    return directory;
  }

  #bundle(manager, authority) {
    this.#write(manager, "ca-certificates", "/etc/ssl/certs/ca-certificates.crt", authority, 0o644);
    this.#write(manager, "ca-certificates", "/usr/sbin/update-ca-certificates", "#!/bin/sh\n");
  }

  #write(manager, name, path, text, mode = 0o755) {
    const file = join(this.#package(manager, name), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  }
}
