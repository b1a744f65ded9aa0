import type { CopyRecord, Platform, Stage } from "../evaluate/dockerfile/index.js";
import { PASSWD, usersOf, type UserList } from "../evaluate/files/index.js";
import { libraryDirectories, type BaseImage } from "../image/index.js";
import { known, literalOf, unknown, firstUnknown, type Reason, type Verdict } from "../text/index.js";
import { inside, join } from "../workspace/index.js";
import type { Mount } from "./additions.js";
import type { RuntimeImage } from "./model.js";

/** Files that Go reads for the system's roots. Source: crypto/x509/root_linux.go; fact k2. */
const CERTIFICATE_FILES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

const CERTIFICATE_DIRECTORIES = ["/etc/ssl/certs", "/etc/pki/tls/certs"];

/** Where Go looks for time zones. Source: time/zoneinfo_unix.go; fact h7. */
const ZONEINFO_DIRECTORIES = ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"];

/** Files that name directories, or libraries, for glibc's loader. Base images have none that matters. Source: ldconfig(8). */
const LOADER_CONFIGURATION = ["/etc/ld.so.conf", "/etc/ld.so.cache"];

/** The same for musl's, which is named for the architecture. Source: ldso/dynlink.c of musl. */
const MUSL_CONFIGURATION = /^ld-musl-.+\.path$/;

/** The image that a stage makes, as the container sees it. */
export class StageImage implements RuntimeImage {
  /**
   * @param stages all of the Dockerfile, in order
   * @param contextIsGuessed nobody says which directory is the build context
   */
  constructor(
    private readonly stage: Stage,
    private readonly stages: readonly Stage[],
    private readonly contextIsGuessed: boolean,
    readonly reference: Verdict<string>,
    readonly base: Verdict<BaseImage>,
    private readonly mounts: readonly Mount[] = [],
  ) {}

  get platform(): Platform {
    return this.stage.platform;
  }

  has(path: string): Verdict<boolean> {
    const mount = this.#mountOf(path);
    if (mount !== null) return mount.path === path ? known(true, [{ fact: "", text: `${path} is mounted, as the settings say`, at: mount.at }]) : unknown(mountedOver(mount));
    const fact = this.stage.machine.files.stat(path);
    switch (fact.kind) {
      case "file":
        return known(true, [{ fact: "", text: `${path} is there (${fact.from})`, at: null }]);
      case "directory":
      case "symlink":
        return known(true, [{ fact: "", text: `${path} is there`, at: null }]);
      case "absent": {
        const copy = this.#unseenSource(path);
        if (copy !== null) return unknown(notFound(copy));
        return known(false, [{ fact: "img", text: `${path} is not in the image`, at: null }, ...this.#baseEvidence()]);
      }
      case "unknown":
        return unknown(fact.reason);
    }
  }

  text(path: string): ReturnType<RuntimeImage["text"]> {
    const mount = this.#mountOf(path);
    if (mount !== null) return unknown(mountedOver(mount));
    const read = this.stage.machine.files.read(path);
    return read !== null && "unknown" in read ? unknown(read.unknown) : known(read);
  }

  get caCertificates(): Verdict<string | null> {
    const named = this.environment("SSL_CERT_FILE");
    if (named.kind === "known" && named.value !== null && named.value !== "") {
      const { value } = named;
      const present = this.has(value);
      if (present.kind === "unknown") return present;
      if (present.value) return known(value, [...named.evidence, ...present.evidence]);
    }
    let doubt: Reason | null = named.kind === "unknown" ? named.reason : null;
    for (const path of [...CERTIFICATE_FILES, ...CERTIFICATE_DIRECTORIES]) {
      const present = CERTIFICATE_DIRECTORIES.includes(path) ? this.#hasEntries(path) : this.has(path);
      if (present.kind === "unknown") doubt ??= present.reason;
      else if (present.value) return known(path, present.evidence);
    }
    if (doubt !== null) return unknown(doubt);
    return known(null, [{ fact: "k2", text: "no CA bundle where Go looks for one", at: null }, ...this.#baseEvidence()]);
  }

  get zoneinfo(): Verdict<boolean> {
    let doubt: Reason | null = null;
    for (const path of ZONEINFO_DIRECTORIES) {
      const present = this.#hasEntries(path);
      if (present.kind === "unknown" && this.#isToldOf(path)) return known(true, [{ fact: "", text: `${path} is there`, at: null }]);
      if (present.kind === "unknown") doubt ??= present.reason.code === "image" && this.#baseLacksZoneinfo() ? null : present.reason;
      else if (present.value) return present;
    }
    const named = this.environment("ZONEINFO");
    if (named.kind === "unknown") doubt ??= named.reason;
    else if (named.value !== null && named.value !== "") doubt ??= { code: "file", text: `ZONEINFO=${named.value}`, at: named.evidence[0]?.at ?? null };
    if (doubt !== null) return unknown(doubt);
    return known(false, [{ fact: "h7", text: "no zoneinfo where Go looks for it", at: null }, ...this.#baseEvidence()]);
  }

  get libc(): RuntimeImage["libc"] {
    return this.base.kind === "unknown" ? this.base : known(this.base.value.libc, this.#baseEvidence());
  }

  library(soname: string): Verdict<string | null> {
    const { base } = this;
    if (base.kind === "unknown") return base;
    const { libraries, absentLibraries, family } = base.value;
    const elsewhere = this.#otherLibraryDirectories();
    if (elsewhere.kind === "unknown") return elsewhere;
    const isNotInBase = absentLibraries.includes(soname) || (libraries.kind === "known" && libraries.value.complete && !libraries.value.items.includes(soname));
    let doubt: Reason | null = null;
    for (const directory of [...elsewhere.value, "/lib", "/usr/lib", "/usr/local/lib", "/lib64", "/usr/lib64", ...libraryDirectories(family, this.platform.arch)]) {
      const path = join(directory, soname);
      const present = this.has(path);
      if (present.kind === "known" && present.value) return known(path, present.evidence);
      if (present.kind === "unknown") doubt ??= present.reason.code === "image" && isNotInBase ? null : present.reason;
      // ldconfig links a library to its soname.
      else if (this.stage.machine.files.list(directory)?.names.some((name) => name.startsWith(`${soname}.`)) === true) doubt ??= { code: "file", text: `whether a file of ${directory} is linked to ${soname}`, at: null };
    }
    if (doubt !== null) return unknown(doubt);
    return known(null, [{ fact: "lib", text: `no ${soname} where the loader looks for it`, at: null }, ...this.#baseEvidence()]);
  }

  /** LD_LIBRARY_PATH, and what the loader's own files name. Source: ld.so(8). */
  #otherLibraryDirectories(): Verdict<readonly string[]> {
    const { copies, machine } = this.stage;
    const namesIn = (directory: string): readonly string[] => machine.files.list(directory)?.names ?? [];
    const named = this.environment("LD_LIBRARY_PATH");
    if (named.kind === "unknown") return named;
    const isOwn = (path: string): boolean => machine.files.stat(path).kind === "file" || copies.some(({ target }) => target === path);
    if (namesIn("/etc/ld.so.conf.d").length > 0 || namesIn("/etc").some((name) => MUSL_CONFIGURATION.test(name)) || LOADER_CONFIGURATION.some(isOwn)) return unknown({ code: "file", text: "directories that the loader's configuration names", at: null });
    return known((named.value ?? "").split(":").filter((directory) => directory.startsWith("/")));
  }

  get shell(): Verdict<string | null> {
    const present = this.has("/bin/sh");
    return present.kind === "unknown" ? present : known(present.value ? "/bin/sh" : null, present.evidence);
  }

  get users(): UserList | null {
    // Who is in the file that is mounted is not known.
    return this.#mountOf(PASSWD) === null ? usersOf(this.stage.machine.files) : { users: [], complete: false };
  }

  zone(name: string): Verdict<boolean> {
    let doubt: Reason | null = null;
    for (const directory of ZONEINFO_DIRECTORIES) {
      const present = this.has(`${directory}/${name}`);
      if (present.kind === "known") {
        if (present.value) return present;
        continue;
      }
      if (this.#isToldOf(directory)) return known(true, [{ fact: "", text: `${directory} is there`, at: null }]);
      if (present.reason.code !== "image" || !this.#baseLacksZoneinfo()) doubt ??= present.reason;
    }
    return doubt === null ? known(false, [{ fact: "h7", text: "no zoneinfo where Go looks for it", at: null }, ...this.#baseEvidence()]) : unknown(doubt);
  }

  environment(name: string): Verdict<string | null> {
    const variable = this.stage.environment.get(name);
    if (variable === null) return known(null);
    const value = literalOf(variable.value);
    if (value === null || variable.set === "maybe") {
      return unknown(firstUnknown(variable.value) ?? { code: "alternatives", text: `${name} has one of several values`, at: null });
    }
    return known(value, [{ fact: "", text: `ENV ${name}=${value}`, at: variable.value.pieces[0]?.origin ?? null }]);
  }

  /** A directory counts when something is in it: images leave empty ones. */
  #hasEntries(path: string): Verdict<boolean> {
    const mount = this.#mountOf(path);
    if (mount !== null) return unknown(mountedOver(mount));
    const { files } = this.stage.machine;
    const fact = files.stat(path);
    if (fact.kind === "unknown") return unknown(fact.reason);
    const list = fact.kind === "absent" ? null : files.list(path);
    const copy = this.#unseenSource(path);
    if (copy !== null && (list === null || list.names.length === 0)) return unknown(notFound(copy));
    if (list === null) return known(false);
    if (list.names.length > 0) return known(true, [{ fact: "", text: `${path} is there`, at: null }]);
    return list.complete ? known(false) : unknown({ code: "file", text: `what is in ${path}`, at: null });
  }

  #mountOf(path: string): Mount | null {
    return this.mounts.find((mount) => inside(path, mount.path)) ?? null;
  }

  /** The facts tell that a database is there, not each of its zones. */
  #isToldOf(directory: string): boolean {
    return this.#mountOf(directory) === null && this.stage.machine.files.stat(directory).kind === "directory";
  }

  /** Of a base image without a database the facts do not say in which places it is not. */
  #baseLacksZoneinfo(): boolean {
    return this.base.kind === "known" && this.base.value.zoneinfo.kind === "known" && !this.base.value.zoneinfo.value;
  }

  #baseEvidence() {
    return this.base.kind === "known" ? [this.base.value.evidence] : [];
  }

  /**
   * A COPY that may have brought what is at a path, if only its source were there: the build works for whoever ships the image, so that it is there in a
   * way which was not seen. Of a context that is guessed any directory may hold it.
   */
  #unseenSource(path: string, stage: Stage = this.stage): CopyRecord | null {
    for (const copy of stage.copies) {
      const isBelow = inside(path, copy.target);
      if (!isBelow && !inside(copy.target, path)) continue;
      if (copy.missing || (this.contextIsGuessed && isOfContext(copy))) return copy;
      const source = copy.fromStage === null ? undefined : this.stages[copy.fromStage];
      if (source === undefined || source.index >= stage.index) continue;
      const found = this.#unseenSource(isBelow ? join(copy.source, path.slice(copy.target.length)) : copy.source, source);
      if (found !== null) return found;
    }
    return null;
  }
}

function isOfContext({ instruction }: CopyRecord): boolean {
  return !instruction.flags.some(({ name }) => name === "from");
}

function notFound({ source, at }: CopyRecord): Reason {
  return { code: "file", text: `${source}, which is copied and was not found`, at };
}

function mountedOver({ path, at }: Mount): Reason {
  return { code: "caller", text: `what is mounted at ${path}`, at };
}
