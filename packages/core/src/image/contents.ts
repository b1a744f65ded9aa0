/** The files of a base image, as far as the facts tell. */
import type { FileFact, FileView, LinkedView } from "../evaluate/files/index.js";
import { EMPTY_FILES, passwdLine } from "../evaluate/files/index.js";
import { TRIPLETS } from "../evaluate/packages/index.js";
import type { Reason, Verdict } from "../text/index.js";
import { concat, unknownText } from "../text/index.js";
import { dirname } from "../workspace/index.js";
import { baseImageData } from "./base-images.generated.js";
import type { BaseImage } from "./model.js";

/** Directories of every Linux distribution's image. Source: hier(7), and the root file systems named in the facts. */
const COMMON_DIRECTORIES =
  "/bin /dev /etc /etc/ssl /home /lib /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/lib /usr/local/share /usr/sbin /usr/share /var /var/cache /var/lib /var/local /var/log /var/opt /var/tmp".split(" ");

const DEBIAN_DIRECTORIES = "/boot /etc/apt /etc/apt/sources.list.d /usr/include /usr/games /usr/src /usr/local/sbin /usr/local/include /usr/local/etc /usr/local/src /usr/local/games /var/lib/apt /var/lib/apt/lists /var/mail /var/spool /var/backups /var/lib/dpkg".split(" ");
const DISTROLESS_DIRECTORIES = "/home/nonroot /etc/ssl/certs /usr/share/zoneinfo".split(" ");
/** Directories of the root that a distribution's image may have besides those above. */
const ROOT_DIRECTORIES = new Set([...COMMON_DIRECTORIES, "/boot", "/lib32", "/lib64", "/libx32", "/libo32", "/afs", "/lost+found"].filter((path) => path.lastIndexOf("/") === 0));
/** PATH of distributions. */
const PROGRAM_DIRECTORIES = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
/** Directories that images leave empty, or do not have. */
const EMPTY_DIRECTORIES = ["/home", "/media", "/mnt", "/opt", "/srv", "/tmp", "/usr/local/bin", "/usr/local/sbin", "/usr/local/src", "/var/opt", "/var/tmp"];

/**
 * A view of the image's files: those that matter to Go programs and builds are there or absent as the facts say, directories that a
 * distribution never has are absent, and everything else is unknown.
 */
export function imageFiles(image: BaseImage, arch: string): FileView {
  return image.family === "scratch" && image.entrypoint.kind === "known" ? EMPTY_FILES : new ImageFiles(image, arch);
}

class ImageFiles implements LinkedView {
  readonly #facts = new Map<string, FileFact>();
  /** directories of which everything is known */
  readonly #closed = new Set<string>();
  readonly #links = new Map<string, string>();
  readonly #reason: Reason;
  readonly #own: boolean;

  constructor(
    readonly image: BaseImage,
    arch: string,
  ) {
    this.#reason = { code: "image", text: `a file of ${image.reference} that the facts do not tell of`, at: null };
    // Layers that the facts do not list make nothing absent.
    this.#own = image.entrypoint.kind === "known" && image.os === "linux";
    if (image.os === "linux") this.#describe(arch);
  }

  stat(path: string): FileFact {
    const found = this.#facts.get(path);
    if (found !== undefined) return found;
    if (path === "/") return { kind: "directory" };
    return this.#isAbsent(path) ? { kind: "absent" } : { kind: "unknown", reason: this.#reason };
  }

  list(path: string): ReturnType<FileView["list"]> {
    const fact = this.stat(path);
    if (fact.kind === "unknown") return { names: [], complete: false };
    if (fact.kind !== "directory") return null;
    const prefix = path === "/" ? "/" : `${path}/`;
    const names = [...this.#facts].flatMap(([at, { kind }]) => (kind !== "absent" && at.startsWith(prefix) && at !== path && !at.includes("/", prefix.length) ? [at.slice(prefix.length)] : []));
    return { names: names.sort(), complete: this.#closed.has(path) };
  }

  read(path: string): ReturnType<FileView["read"]> {
    const fact = this.stat(path);
    return fact.kind === "absent" ? null : { unknown: fact.kind === "unknown" ? fact.reason : this.#reason };
  }

  readLink(path: string): string | null {
    return this.#links.get(path) ?? null;
  }

  mayHoldLink(directory: string): boolean {
    return [...this.#links.keys()].some((path) => dirname(path) === directory);
  }

  #describe(arch: string): void {
    const { image } = this;
    for (const path of COMMON_DIRECTORIES) this.#directory(path);
    if (image.family === "debian") for (const path of DEBIAN_DIRECTORIES) this.#directory(path);
    if (image.family === "distroless") for (const path of DISTROLESS_DIRECTORIES) this.#directory(path);
    if (this.#own) for (const path of EMPTY_DIRECTORIES) this.#closed.add(path);
    this.#mergedUsr();
    this.#shell();
    this.#certificates();
    this.#set("/usr/share/zoneinfo", image.zoneinfo, { kind: "directory" });
    // Places that other systems have. Source: time/zoneinfo_unix.go; the file lists of Debian's, Alpine's and Red Hat's tzdata.
    if (this.#own && image.zoneinfo.kind === "known") for (const path of ["/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"]) this.#facts.set(path, { kind: "absent" });
    this.#set("/usr/share/zoneinfo/UTC", image.zoneinfo, this.#file());
    this.#set("/usr/share/zoneinfo/US/Eastern", image.legacyZoneNames, this.#file());
    this.#set("/etc/nsswitch.conf", image.nsswitch, this.#file());
    this.#users();
    this.#loaders(arch);
    this.#libraries(arch);
    this.#tools();
    if (image.go === null) {
      if (this.#own) this.#facts.set("/usr/local/go", { kind: "absent" });
    } else {
      this.#directory(image.go.root);
      for (const path of ["/bin/go", "/bin/gofmt", "/lib/time/zoneinfo.zip"]) this.#facts.set(`${image.go.root}${path}`, this.#file());
      const gopath = image.env.get("GOPATH");
      if (gopath !== undefined) for (const part of ["", "/src", "/bin"]) this.#emptyDirectory(gopath + part);
    }
  }

  #file(): FileFact {
    return { kind: "file", source: null, artifacts: [], content: null, from: `base image ${this.image.reference}` };
  }

  #directory(path: string): void {
    for (let at = path; at !== "/" && at !== ""; at = dirname(at)) this.#facts.set(at, { kind: "directory" });
  }

  /** The golang images make GOPATH's directories and leave them empty. Source: docker-library/golang, Dockerfile-linux.template. */
  #emptyDirectory(path: string): void {
    this.#directory(path);
    if (this.#own) this.#closed.add(path);
  }

  #set(path: string, verdict: Verdict<boolean>, there: FileFact): void {
    if (verdict.kind === "unknown") this.#facts.delete(path);
    else this.#facts.set(path, verdict.value ? there : { kind: "absent" });
    if (verdict.kind === "known" && verdict.value) this.#directory(dirname(path));
  }

  /** /bin, /lib and /sbin are links into /usr in Debian since buster's images, Ubuntu since 20.04 and the rpm family (facts: interpreters). */
  #mergedUsr(): void {
    const { family, distribution, release } = this.image;
    const merged = family === "rpm" || (family === "debian" && (distribution === "ubuntu" ? !["trusty", "xenial", "bionic"].includes(release ?? "") : ["bookworm", "trixie", "forky", "sid"].includes(release ?? ""))) || (family === "distroless" && release === "trixie");
    if (!merged) return;
    for (const name of ["bin", "sbin", "lib", "lib64"]) {
      this.#links.set(`/${name}`, `usr/${name}`);
      this.#directory(`/usr/${name}`);
    }
  }

  #shell(): void {
    const { shell } = this.image;
    if (shell.kind === "unknown") return;
    if (shell.value !== null) {
      this.#place(shell.value, this.#file());
      return;
    }
    for (const path of ["/bin/sh", "/bin/bash", "/bin/ash", "/bin/dash", "/usr/bin/sh", "/usr/bin/bash"]) this.#place(path, { kind: "absent" });
    if (this.image.tools.get("sh") === true) {
      this.#directory("/busybox");
      this.#facts.set("/busybox/sh", this.#file());
    }
  }

  #certificates(): void {
    const { caCertificates, packageManager } = this.image;
    if (caCertificates.kind === "unknown") return;
    for (const path of baseImageData().goCertificatePaths) this.#facts.set(path, { kind: "absent" });
    if (caCertificates.value === null) {
      for (const path of baseImageData().goCertificateDirectories) if (packageManager !== "apk" || !path.startsWith("/etc/ssl")) this.#facts.set(path, { kind: "absent" });
      return;
    }
    this.#directory(dirname(caCertificates.value));
    this.#facts.set(caCertificates.value, this.#file());
    if (this.image.family === "alpine" && caCertificates.value !== "/etc/ssl/cert.pem") this.#facts.set("/etc/ssl/cert.pem", this.#file());
  }

  #users(): void {
    const { users } = this.image;
    if (users.kind === "unknown") return;
    if (users.value.items.length === 0 && users.value.complete) {
      this.#facts.set("/etc/passwd", { kind: "absent" });
      return;
    }
    const lines = users.value.items.map(passwdLine);
    const rest = users.value.complete ? [] : [unknownText({ code: "image", text: `users of ${this.image.reference}`, at: null })];
    this.#facts.set("/etc/passwd", { kind: "file", source: null, artifacts: [], content: concat(...lines, ...rest), from: `base image ${this.image.reference}` });
    this.#facts.set("/etc/group", this.#file());
  }

  #loaders(arch: string): void {
    const found = this.image.interpreters(arch);
    if (found.kind === "unknown") return;
    if (this.#own) {
      for (const path of Object.values(baseImageData().interpreters).flatMap((table) => Object.values(table))) {
        // compatibility packages put glibc's loader into both directories
        for (const directory of ["/lib", "/lib64"]) this.#place(`${directory}${path.slice(path.lastIndexOf("/"))}`, { kind: "absent" });
      }
    }
    for (const path of found.value) this.#place(path, this.#file());
  }

  /** Sonames lie in the library directory of the distribution; where several are usual, in the first. */
  #libraries(arch: string): void {
    const { libraries, absentLibraries, family, libc } = this.image;
    const own = this.image.interpreters(arch).kind === "known" && libc.kind === "glibc" ? ["libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libresolv.so.2", "libutil.so.1"] : [];
    const there = libraries.kind === "known" ? libraries.value.items : [];
    const [directory = "/usr/lib"] = libraryDirectories(family, arch);
    for (const soname of [...own, ...there]) {
      if (absentLibraries.includes(soname)) continue;
      this.#place(`${directory}/${soname}`, this.#file());
      this.#directory(dirname(this.#canonical(`${directory}/${soname}`)));
    }
    for (const soname of absentLibraries) for (const at of libraryDirectories(family, arch)) this.#place(`${at}/${soname}`, { kind: "absent" });
  }

  #tools(): void {
    for (const [name, there] of this.image.tools) {
      if (name === "sh" || name === "go") continue;
      if (there) this.#place(name === "bash" ? "/bin/bash" : `/usr/bin/${name}`, this.#file());
      else for (const directory of PROGRAM_DIRECTORIES) this.#place(`${directory}/${name}`, { kind: "absent" });
    }
  }

  #place(path: string, fact: FileFact): void {
    this.#facts.set(this.#canonical(path), fact);
  }

  #canonical(path: string): string {
    const slash = path.indexOf("/", 1);
    const target = slash === -1 ? undefined : this.#links.get(path.slice(0, slash));
    return target === undefined ? path : `/${target}${path.slice(slash)}`;
  }

  #isAbsent(path: string): boolean {
    if (!this.#own) return this.#isOutside(path);
    for (let at = path; at !== "/" && at !== ""; at = dirname(at)) {
      const kind = this.#facts.get(at)?.kind;
      if (kind === "absent" || (kind === "file" && at !== path)) return true;
      if (this.#closed.has(at) && at !== path) return true;
    }
    return this.#isOutside(path);
  }

  /** Below a name that the root does not have. */
  #isOutside(path: string): boolean {
    const { roots, os } = this.image;
    const root = path.slice(0, path.indexOf("/", 1) === -1 ? undefined : path.indexOf("/", 1));
    return os === "linux" && roots !== null && !roots.includes(root.slice(1)) && !ROOT_DIRECTORIES.has(root) && this.#facts.get(root) === undefined;
  }
}

/** Where the loader of a distribution looks for libraries by itself. */
export function libraryDirectories(family: string, arch: string): readonly string[] {
  const triplet = TRIPLETS[arch];
  switch (family) {
    case "debian":
    case "distroless":
      return triplet === undefined ? ["/usr/lib", "/lib"] : [`/usr/lib/${triplet}`, `/lib/${triplet}`, "/usr/lib", "/lib"];
    case "rpm":
    case "suse":
      return ["/usr/lib64", "/lib64", "/usr/lib", "/lib"];
    case "busybox":
      return ["/lib", "/lib64"];
    default:
      return ["/usr/lib", "/lib"];
  }
}
