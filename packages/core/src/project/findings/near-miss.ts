/** Names that differ by one slip of the hand from those that go or BuildKit read. */

/** Source: Dockerfile reference, "Automatic platform ARGs in the global scope". */
export const BUILD_ARGUMENTS: readonly string[] = ["TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT"];

/** Source: `go help environment`. Short names, which many words are near to, are left out. */
const GO_NAMES: readonly string[] =
  "CGO_ENABLED GOFLAGS GOARCH GOAMD64 GOARM64 GOEXPERIMENT GOTOOLCHAIN GOPRIVATE GOPROXY GONOPROXY GONOSUMDB GONOSUMCHECK GOSUMDB GO111MODULE GOMODCACHE CGO_CFLAGS CGO_LDFLAGS CGO_CPPFLAGS CGO_CXXFLAGS".split(" ");

/** Names that are near to one of these and mean something to somebody. */
const OTHER_NAMES = new Set(["GOOS", "GOARM", "GOMIPS", "GO386", "CGO_FFLAGS", "GOCACHE", "GOROOT", "GOPATH", "GOVCS", "BUILD_OS", "BUILD_ARCH", ...GO_NAMES, ...BUILD_ARGUMENTS]);

/** The name that was meant; null when it is no near miss, or a choice of its own: many have a GO_FLAGS or a TARGET_ARCH. */
export function misspelled(name: string, names: readonly string[] = GO_NAMES): string | null {
  if (OTHER_NAMES.has(name) || name.length < 6) return null;
  const plain = (text: string): string => text.replaceAll("_", "");
  const near = names.filter((known) => plain(known) !== plain(name) && isOneSlip(name, known));
  return near.length === 1 ? (near[0] ?? null) : null;
}

/** One character too many, too few, or another one, or two in the wrong order. */
export function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  const [left, right] = [a.slice(start), b.slice(start)];
  if (left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1)) return true;
  return left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
}
