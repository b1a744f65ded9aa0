/** Imitations of base images: layers of files, environment and user. */
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isInstalled } from "../support/debian.mjs";
import { goEnv, run, toolchain } from "../support/go.mjs";
import { LAB } from "../support/lab.mjs";
import { copyInstalled, notDownloaded, requiredPackages, unpack } from "./packages.mjs";

/**
 * @typedef {object} Base
 * @property {readonly string[]} layers the first on top
 * @property {Readonly<Record<string, string>>} env
 * @property {string} [user]
 * @property {readonly (readonly [from: string, to: string])[]} [mounts] directories of this machine that the image has
 * @property {"debian" | "alpine" | null} manager whose packages can be installed
 */

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

/** Packages of suites other than this machine's, for `matrix/fetch-debs.py`. */
export const DOWNLOADS = {
  bookworm: ["busybox-static"],
  bullseye: ["libc6", "libgcc-s1", "libstdc++6", "zlib1g", "tzdata", "dash"],
  trixie: ["libc6", "libgcc-s1", "libstdc++6", "zlib1g", "tzdata", "tzdata-legacy", "dash"],
};

export class Bases {
  #made = new Map();

  /** @param {string} work  @param {{ authority: string, installer: string }} own certificate of the oracle's authority; the program that installs packages */
  constructor(work, own) {
    this.work = work;
    this.own = own;
  }

  /** Why an image cannot be imitated on this machine; null when it can. */
  missing(reference) {
    const name = kindOf(reference);
    const needsBusybox = ["alpine", "debian-old", "golang-alpine"].includes(name);
    const suite = /bullseye|trixie/.exec(reference)?.[0];
    const needed = [...(needsBusybox ? [["bookworm", "busybox-static"]] : []), ...(suite === undefined ? [] : DOWNLOADS[suite].map((each) => [suite, each]))];
    const [lacking] = needed.filter(([from, each]) => notDownloaded(from, [each]).length > 0);
    if (lacking !== undefined) return `${lacking[1]} of ${lacking[0]} was not downloaded (--full)`;
    if (["alpine", "golang-alpine"].includes(name) && !(isInstalled("musl") && isInstalled("musl-tools"))) return "musl-tools is not installed";
    if (name === "golang-bullseye" && !existsSync(join(LAB, "sysroot-bullseye"))) return "no C library of bullseye (matrix/sysroot.sh)";
    if (name === "golang-bullseye" && toolchain("1.22.12") === null) return "go 1.22.12 is not in the module cache";
    return null;
  }

  /** @returns {Base} */
  get(reference) {
    const base = this.#made.get(reference) ?? this.#make(reference);
    this.#made.set(reference, base);
    return base;
  }

  #make(reference) {
    const name = kindOf(reference);
    const user = /^gcr.*[:-]nonroot$/.test(reference) ? "65532" : undefined;
    switch (name) {
      case "scratch":
        return { layers: [this.#layer("scratch", () => {})], env: {}, manager: null };
      case "static":
        return { layers: [this.#layer("static", (at) => this.#distroless(at))], env: { PATH, SSL_CERT_FILE: BUNDLE }, user, manager: null };
      case "base":
        return { layers: [this.#layer("base", (at) => this.#distroless(at, ["libc6"]))], env: { PATH, SSL_CERT_FILE: BUNDLE }, user, manager: null };
      case "cc":
        return { layers: [this.#layer("cc", (at) => this.#distroless(at, ["libc6", "libgcc-s1", "libstdc++6"]))], env: { PATH, SSL_CERT_FILE: BUNDLE }, user, manager: null };
      case "debian":
        return { layers: [this.#layer("bookworm", (at) => this.#debian(at))], env: { PATH }, manager: "debian" };
      case "debian-old":
        return { layers: [this.#layer(suiteOf(reference), (at) => this.#otherDebian(at, suiteOf(reference)))], env: { PATH }, manager: "debian" };
      case "alpine":
        return { layers: [this.#layer("alpine", (at) => this.#alpine(at))], env: { PATH }, manager: "alpine" };
      case "golang":
        return this.#golang([this.#layer("golang", (at) => this.#golangFiles(at))], "debian");
      case "golang-alpine":
        return this.#golang([this.#layer("golang-alpine", (at) => this.#golangAlpineFiles(at))], "alpine");
      case "golang-bullseye":
        return this.#golang([this.#layer("golang-bullseye", (at) => this.#golangBullseyeFiles(at))], "debian", [[toolchain("1.22.12"), "/usr/local/go"]]);
    }
  }

  #layer(name, fill) {
    const directory = join(this.work, "layers", name);
    if (!existsSync(directory)) {
      mkdirSync(directory, { recursive: true });
      fill(directory);
    }
    return directory;
  }

  #write(root, path, text, mode = 0o644) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), mode);
  }

  /** Source: distroless common/BUILD.bazel. */
  #distroless(root, packages = []) {
    if (packages.length > 0) copyInstalled(packages, root);
    copyInstalled(["tzdata"], root);
    this.#write(root, BUNDLE, this.own.authority);
    this.#write(root, "/etc/passwd", "root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n");
    this.#write(root, "/etc/group", "root:x:0:\nnobody:x:65534:\ntty:x:5:\nstaff:x:50:\nnonroot:x:65532:\n");
    this.#write(root, "/etc/nsswitch.conf", "hosts: files dns\n");
    mkdirSync(join(root, "home/nonroot"), { recursive: true });
    mkdirSync(join(root, "root"), { recursive: true });
    mkdirSync(join(root, "tmp"));
    chmodSync(join(root, "tmp"), 0o1777);
  }

  #debian(root) {
    copyInstalled(requiredPackages(), root);
    this.#system(root, "/usr/bin/apt-get");
  }

  /** What a Debian system is to Go programs; the tools are busybox. */
  #otherDebian(root, suite) {
    const merged = suite === "trixie";
    for (const name of merged ? ["bin", "lib", "lib64", "sbin"] : []) {
      mkdirSync(join(root, "usr", name), { recursive: true });
      symlinkSync(`usr/${name}`, join(root, name));
    }
    unpack(suite, ["libc6", "libgcc-s1", "libstdc++6", "zlib1g", "tzdata", "dash"], root);
    this.#busybox(root, "/bin", ["sh"]);
    rmSync(join(root, "bin/sh"), { force: true });
    symlinkSync("dash", join(root, "bin/sh"));
    this.#system(root, "/usr/bin/apt-get");
  }

  #system(root, manager) {
    cpSync("/usr/share/base-passwd/passwd.master", join(root, "etc/passwd"));
    cpSync("/usr/share/base-passwd/group.master", join(root, "etc/group"));
    this.#write(root, "/etc/nsswitch.conf", "passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n");
    for (const each of ["tmp", "root", "home", "opt", "srv", "var/lib/apt/lists", "usr/local/bin", "usr/local/share"]) mkdirSync(join(root, each), { recursive: true });
    chmodSync(join(root, "tmp"), 0o1777);
    this.#installer(root, manager);
  }

  #installer(root, path) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    rmSync(join(root, path), { force: true });
    copyFileSync(this.own.installer, join(root, path));
  }

  /** Debian's musl and busybox in Alpine's layout. */
  #alpine(root) {
    for (const each of ["bin", "sbin", "lib", "usr/bin", "usr/sbin", "usr/lib", "usr/local/bin", "tmp", "root", "home", "opt", "srv", "var/cache", "var/tmp"]) mkdirSync(join(root, each), { recursive: true });
    chmodSync(join(root, "tmp"), 0o1777);
    copyFileSync("/usr/lib/x86_64-linux-musl/libc.so", join(root, "lib/ld-musl-x86_64.so.1"));
    symlinkSync("ld-musl-x86_64.so.1", join(root, "lib/libc.musl-x86_64.so.1"));
    this.#busybox(root, "/bin");
    this.#write(root, BUNDLE, this.own.authority);
    symlinkSync("certs/ca-certificates.crt", join(root, "etc/ssl/cert.pem"));
    this.#write(root, "/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n");
    this.#write(root, "/etc/group", "root:x:0:root\nnobody:x:65534:\n");
    this.#write(root, "/etc/nsswitch.conf", "hosts: files dns\n");
    // Debian's busybox has neither.
    this.#write(root, "/usr/sbin/adduser", '#!/bin/sh\nfor name; do :; done\necho "$name:x:1000:1000::/home/$name:/sbin/nologin" >>/etc/passwd\n', 0o755);
    this.#write(root, "/usr/sbin/addgroup", '#!/bin/sh\nfor name; do :; done\necho "$name:x:1000:" >>/etc/group\n', 0o755);
    this.#installer(root, "/sbin/apk");
  }

  #busybox(root, directory, without = []) {
    const only = "./bin/busybox";
    const unpacked = join(this.work, "busybox");
    if (!existsSync(unpacked)) unpack("bookworm", ["busybox-static"], unpacked, [only]);
    const busybox = join(unpacked, only);
    mkdirSync(join(root, directory), { recursive: true });
    copyFileSync(busybox, join(root, directory, "busybox"));
    for (const applet of run(busybox, ["--list"]).split("\n")) {
      const at = join(root, directory, applet);
      if (applet === "" || without.includes(applet) || existsSync(at)) continue;
      symlinkSync("busybox", at);
    }
  }

  /** A builder is this machine's own system with what the image changes on top: its compiler and its Go are the image's. */
  #golang(layers, manager, mounts = []) {
    const env = { PATH: `/go/bin:/usr/local/go/bin:${PATH}`, GOPATH: "/go", GOTOOLCHAIN: "local" };
    return { layers: [...layers, "/"], env, manager, mounts: [...(mounts.length === 0 ? [[goEnv("GOROOT"), "/usr/local/go"]] : mounts), [goEnv("GOCACHE"), "/oracle/cache"]] };
  }

  #golangFiles(root) {
    this.#write(root, BUNDLE, this.own.authority);
    for (const each of ["go", "src"]) mkdirSync(join(root, each));
    this.#installer(root, "/usr/bin/apt-get");
  }

  /** Without C compilers, git and time zones; `apk add` brings the musl compiler as gcc. */
  #golangAlpineFiles(root) {
    this.#golangFiles(root);
    rmSync(join(root, "usr/bin/apt-get"));
    this.#installer(root, "/usr/sbin/apk");
    for (const name of readdirSync("/usr/bin").filter((each) => /^(gcc|g\+\+|c\+\+|cc|clang.*|git|x86_64-linux-gnu-g.*|c89.*|c99.*|make|bash|curl|wget|pkg-config)$/.test(each) && !/^x86_64-linux-gnu-gcc-\d+$/.test(each))) whiteout(root, `/usr/bin/${name}`);
    whiteout(root, "/usr/share/zoneinfo");
  }

  #golangBullseyeFiles(root) {
    this.#golangFiles(root);
    const sysroot = join(LAB, "sysroot-bullseye");
    const [libraries, gcc] = [join(sysroot, "usr/lib/x86_64-linux-gnu"), join(sysroot, "usr/lib/gcc/x86_64-linux-gnu/10")];
    this.#write(root, "/usr/bin/gcc", `#!/bin/sh\nexec x86_64-linux-gnu-gcc-12 --sysroot=${sysroot} -B${libraries} -B${gcc} -L${libraries} -L${gcc} "$@"\n`, 0o755);
  }
}

/** First match wins. */
const REFERENCES = [
  [/^scratch$/, "scratch"],
  [/^gcr\.io\/distroless\/static-debian12/, "static"],
  [/^gcr\.io\/distroless\/base-debian12/, "base"],
  [/^gcr\.io\/distroless\/cc-debian12/, "cc"],
  [/^debian:bookworm(-slim)?$/, "debian"],
  [/^debian:(bullseye|trixie)(-slim)?$/, "debian-old"],
  [/^alpine:3\.22$/, "alpine"],
  [/^golang:1\.26-bookworm$/, "golang"],
  [/^golang:1\.26-alpine$/, "golang-alpine"],
  [/^golang:1\.22-bullseye$/, "golang-bullseye"],
];

function kindOf(reference) {
  for (const [pattern, name] of REFERENCES) if (pattern.test(reference)) return name;
  throw new Error(`no imitation of ${reference}`);
}

function suiteOf(reference) {
  return /^debian:(\w+)/.exec(reference)?.[1];
}

/** How overlayfs writes that a lower layer's file is gone. Source: Linux, Documentation/filesystems/overlayfs.rst, whiteouts and opaque directories. */
function whiteout(root, path) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  run("mknod", [join(root, path), "c", "0", "0"]);
}
