import type { Hop, Origin, Reason } from "../../text/index.js";
import type { Openness } from "../environment.js";

/** Variables of Go and of cgo's tools: images that builds start from do set them. */
const TOOLCHAIN = /^(?:GO[A-Z\d]\w*|GO_(?:VERSION|EXTLINK_ENABLED)|CGO_\w+|PKG_CONFIG\w*|(?:AR|AS|CC|CPP|CXX|FC|LD|NM|RANLIB|STRIP|OBJCOPY)|(?:C|CPP|CXX|F|LD|AS|AR)FLAGS|\w*INCLUDE_PATH|CPATH|\w*LIBRARY_PATH|CROSS\w*|XX_\w*|CMAKE\w*|ZIG\w*)$/;

/** Variables of systems, shells, make and the platform. */
const SYSTEM =
  /^(?:PATH|HOME|SHELL|USER|USERNAME|LOGNAME|MAIL|PWD|OLDPWD|HOSTNAME|HOST|TERM|COLUMNS|LINES|TZ|TMPDIR|TMP|TEMP|LANG|LANGUAGE|LC_\w+|EDITOR|VISUAL|PAGER|CI|DEBIAN_FRONTEND|container|OS|ARCH|ARCHITECTURE|OSTYPE|MACHTYPE|HOSTTYPE|IFS|ENV|OPT\w+|PS\d|PPID|RANDOM|SECONDS|SHLVL|BASH\w*|EUID|UID|GROUPS|DIRSTACK|FUNCNAME|LINENO|PIPESTATUS|SHELLOPTS|MAKE\w*|MFLAGS|GNUMAKEFLAGS|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)|\w+_(?:PROXY|proxy)|(?:SSL|GIT|NODE|NPM|PYTHON|PIP|JAVA|XDG|DOCKER|BUILDKIT|LD|APT|SSH|AWS|GOOGLE|AZURE)_\w+)$/;

/**
 * What is taken for granted of a base image that nobody knows: of the variables that its builds ask for, it sets none but those of Go, of the tools that
 * cgo starts and of the system.
 */
export class AssumedUnset {
  #isUsed = false;

  constructor(
    private readonly image: string,
    private readonly at: Origin,
  ) {}

  /** An environment in which only the other variables may be set. */
  openness(reason: Reason): Openness {
    return { ...reason, isAssumedUnset: (name) => this.#answer(name) };
  }

  #answer(name: string): boolean {
    if (TOOLCHAIN.test(name) || SYSTEM.test(name)) return false;
    // make asks for its own, too
    this.#isUsed ||= /^[A-Za-z_]\w*$/.test(name);
    return true;
  }

  /** Null when nothing rests on it. */
  get hop(): Hop | null {
    if (!this.#isUsed) return null;
    return { fact: "", text: `${this.image}, of which nothing is known, sets no variables but those of Go, of compilers and of the system`, at: this.at };
  }
}
