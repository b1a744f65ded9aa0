/**
 * The flags that `#cgo` lines may hold (fact q12). Source: cmd/go/internal/work/security.go of Go 1.27, whose lists have only grown: what it rejects every
 * release rejects. CGO_LDFLAGS and CGO_CFLAGS are not checked.
 */
import type { GoSettings } from "../gobuild/index.js";
import type { ImportClosure, LinkedPackage } from "../gopackages/model.js";
import type { Origin, Range } from "../text/index.js";
import type { LinkFailure } from "./model.js";

interface Grammar {
  /** whole words */
  readonly allowed: RegExp;
  /** words that take the next one as their argument */
  readonly withArgument: ReadonlySet<string>;
}

function grammar(withArgument: string, ...allowed: readonly string[]): Grammar {
  return { allowed: new RegExp(`^(?:${allowed.join("|")})$`), withArgument: new Set(withArgument.split(" ")) };
}

/** An argument that cannot be mistaken for a flag or a response file. */
const ARG = "[^@\\-].*";
const NAME = "[A-Za-z_][A-Za-z0-9_]*";
const PATH = "[^,@\\-][^,]*";

/** `-m` flags that compilers and linkers share. */
const MACHINE = [
  `-m(?:abi|arch|cpu|fpu|simd|tls-dialect|tune)=${ARG}`,
  "-mcmodel=[0-9a-z-]+",
  `-mfloat-abi=${ARG}`,
  "-m(?:soft|single|double)-float",
  "-m(?:no-)?(?:relax|strict-align)",
  "-m(?:no-)?(?:lsx|lasx|frecipe|div32|lam-bh|lamcas|ld-seq-sa)",
  "-m(?:macosx-|ios-simulator-version-min=|iphoneos-version-min=).+",
  "-m(?:threads|windows)",
];

const LDFLAGS = grammar(
  "-arch -F -l -L -framework -isysroot --sysroot -target -Wl,-framework -Wl,-rpath -Wl,-R -Wl,--just-symbols -Wl,-undefined",
  ...MACHINE,
  // On macOS the linker would load what follows.
  `(?!-lto_library$)-[FlL]${ARG}`,
  `-[Og](?:${ARG})?`,
  "-f(?:no-)?(?:pic|PIC|pie|PIE|openmp(?:-simd)?)",
  `-fsanitize=${ARG}`,
  "-flat_namespace|-headerpad_max_install_names|-(?:pic|PIC|pie|PIE)|-pthread|-rdynamic|-shared|-v",
  "-?-static[-a-z0-9+]*",
  `-?-stdlib=${ARG}`,
  "-Wl,--(?:no-)?(?:allow-multiple-definition|allow-shlib-undefined|as-needed|export-dynamic)",
  "-Wl,-(?:Bdynamic|Bstatic|Bsymbolic-functions|berok|E|s|headerpad_max_install_names|search_paths_first|O[0-9]+|d[ny])",
  "-Wl,--(?:disable-new-dtags|enable-new-dtags|end-group|start-group|no-undefined|pop-state|push-state|hash-style=(?:sysv|gnu|both))",
  "-Wl,-e[=,][a-zA-Z0-9]+",
  `-Wl,-framework,${PATH}`,
  "-Wl,-R,?[^@\\-,][^,@]*",
  "-Wl,--just-symbols[=,][^,@\\-][^,@]*",
  `-Wl,-(?:rpath(?:-link)?|syslibroot|undefined)[=,]${PATH}`,
  `-Wl,-sectcreate,${PATH},${PATH},${PATH}`,
  "-Wl,-?-static|-Wl,-?-subsystem,(?:native|windows|console|posix|xbox)|-Wl,-?-unresolved-symbols=[^,]+|-Wl,--(?:no-)?warn-[^,]+",
  `-Wl,-?-wrap[=,]${PATH}`,
  "-Wl(?:,-z,(?:relro|now|(?:no)?execstack))+",
  "(?:[a-zA-Z0-9_/]|\\./).*\\.(?:a|o|obj|dll|dylib|so|tbd)",
);

const CFLAGS = grammar(
  "-arch -D -U -I -F -framework -include -isysroot -isystem --sysroot -target -x",
  ...MACHINE,
  `-D${NAME}(?:=[^@\\-]*)?|-U${NAME}|-[FI]${ARG}|-O(?:${ARG})?|-W(?:[^@,]+)?|-Wa,-mbig-obj|-Wp,-D${NAME}(?:=[^@,\\-]*)?|-Wp,-U${NAME}|-ansi`,
  "-f(?:no-)?(?:asynchronous-unwind-tables|blocks|common|constant-cfstrings|eliminate-unused-debug-types|exceptions|fast-math|inline-functions|fat-lto-objects)",
  "-f(?:no-)?(?:keep-inline-dllexport|lto|modules|objc-arc|objc-nonfragile-abi|objc-legacy-dispatch|omit-frame-pointer|openmp(?:-simd)?|permissive)",
  "-f(?:no-)?(?:pic|PIC|pie|PIE|plt|rtti|split-stack|stack-.+|strict-aliasing|use-linker-plugin|visibility-inlines-hidden)",
  "-fno-builtin-[a-zA-Z0-9_]*|-f(?:debug|file)-prefix-map=[^@]+=[^@]+|-fdiagnostics-show-note-include-stack|-fno-canonical-system-headers",
  `-finput-charset=${ARG}|-fmacro-backtrace-limit=.+|-fmessage-length=.+|-funsigned-char|-fsanitize=.+|-fsanitize-undefined-strip-path-components=-?[0-9]+`,
  "-ftemplate-depth-.+|-ftls-model=(?:global-dynamic|local-dynamic|initial-exec|local-exec)|-fvisibility=.+",
  `-g(?:${ARG})?|-m32|-m64|-m(?:no-)?v?aes|-marm|-mfpmath=[0-9a-z,+]*|-m(?:no-)?(?:avx[0-9a-z.]*|ms-bitfields|stack-.+|sse[0-9.]*|ssse3)`,
  "-mlarge-data-threshold=[0-9]+|-m(?:tvos|watchos)-(?:simulator-)?version-min=.+|-mnop-fun-dllimport|-mthumb(?:-interwork)?",
  `-no-canonical-prefixes|--param=ssp-buffer-size=[0-9]*|-pedantic(?:-errors)?|-pipe|-pthread|--static|-?-std(?:lib)?=${ARG}|--sysroot=${ARG}|-w|-x${ARG}|-v`,
);

/** The first `#cgo` line that go refuses; null when there is none, or when a CGO_*_ALLOW variable may permit it. */
export function cgoFlagFailure(closure: ImportClosure | null, settings: GoSettings): LinkFailure | null {
  if (closure === null || settings.cgoAllow.kind === "unknown" || settings.cgoAllow.value) return null;
  for (const one of closure.packages.values()) {
    if (one.module === "std" || !one.usesCgo) continue;
    for (const variable of ["CFLAGS", "CPPFLAGS", "CXXFLAGS", "FFLAGS", "LDFLAGS"]) {
      const rejected = rejectedFlag(variable, one);
      if (rejected !== null) return { stage: "compile", text: `invalid flag in #cgo ${variable}: ${rejected.word}`, fact: "q12", at: rejected.at };
    }
  }
  return null;
}

function rejectedFlag(variable: string, one: LinkedPackage): { readonly word: string; readonly at: Origin | null } | null {
  const words = one.cgoDirectives.flatMap(({ directive, at }) =>
    directive.variable === variable ? directive.args.map((word, i) => ({ word: word.replaceAll("${SRCDIR}", "/srcdir"), at: within(at, directive.argRanges[i]) })) : [],
  );
  const index = firstRejected(words.map(({ word }) => word), variable === "LDFLAGS" ? LDFLAGS : CFLAGS);
  return index === null ? null : (words[index] ?? null);
}

function within(line: Origin | null, range: Range | undefined): Origin | null {
  return line === null || range === undefined ? line : { file: line.file, start: range[0], end: range[1] };
}

/** Index of the first word that is not allowed. Source: cmd/go/internal/work/security.go, checkFlags. */
function firstRejected(words: readonly string[], { allowed, withArgument }: Grammar): number | null {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (allowed.test(word)) continue;
    if (word.startsWith("-Wl,--push-state,") && word.split(",").slice(1).every((part) => allowed.test(`-Wl,${part}`))) continue;
    if (!withArgument.has(word)) return i;
    const next = words[i + 1] ?? "";
    const wrapped = word.startsWith("-Wl,") && next.startsWith("-Wl,") && isSafe(next.slice(4)) && !next.slice(4).includes(",");
    if (!isSafe(next) && !wrapped && !(word === "-I" && /^(?:=|\$SYSROOT)/.test(next))) return i;
    i++;
  }
  return null;
}

function isSafe(word: string): boolean {
  return /^[0-9A-Za-z._/\u0080-\uffff]/.test(word);
}

/** Whether C flags make the go command prefer external linking, which it decides for every cgo package, net included (Go 1.21). */
export function preferExternal(cflags: readonly string[]): boolean {
  return firstRejected(cflags, CFLAGS) !== null || cflags.some((flag) => flag.startsWith("-flto"));
}
