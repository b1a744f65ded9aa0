/** Random go command lines, the same ones for the same seed. */

/** A generator of numbers below 1 (mulberry32). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const LINKER = ["-s", "-w", "-w=0", "-s=false", "-X main.a=1", "-X 'main.a=x y'", '-X "main.b=x y"', "-X=main.a=", "-linkmode=internal", "-linkmode auto", "-extldflags=-static", '-extldflags "-lm -lz"', "-extldflags '-lm \"-lz x\"'", "-I /x", "-r /lib", "-d", "--s", "'-s'", '"-extldflags=-lm -lz"', "-v", "-v=2"];
const VALUES = ["", "-s", "x", "=x", "all=-s", "example.com/prog=-w", "example.com/other=-s", "./...=-w", ".=-s", "std=-s", "'-s -w'", '"-s"', "-X 'a", " -s -w ", "\t-s\n-w", "all=", "all=-X 'main.a=b c'"];
const TAGS = ["a", "b", "a,b", "a b", "a,,c", "", "'a'", "'a b'", "'a", "a, b", ",", "c"];
const WORDS = ["-race", "-race=false", "-race=x", "-trimpath", "-v", "-a=0", "-p=2", "-p", "-p=x", "-p=0", "-mod=mod", "-mod=x", "-mod=readonly", "-buildmode=exe", "-buildmode=pie", "-buildmode=x", "-buildmode=plugin", "-buildmode=default", "-buildvcs", "-buildvcs=auto", "-buildvcs=x", "-buildvcs=false", "--tags=a", "-nosuch", "--nosuch=1", "-=x", "---x", "-", "--", "-msan=0", "-compiler=gc", "-compiler=x", "-toolexec=", "-installsuffix=x", "-asmflags=-x", "-gcflags=-l", "-gcflags=x", "-pgo=off", "-i", "-w", "-ldflags", "-tags", "-C", "-C=x", "-json=0", "-cover=0", "-x=0", "-exec=x"];
const GOFLAGS = ["", "-tags=a", "-ldflags=-s", "-ldflags=-s -w", "-ldflags=-w -s", "'-ldflags=-s -w'", "\"-ldflags=-X main.a=1\"", "-ldflags='-s'", "-mod=mod -tags=b", "-nosuch", "-count=1", "-o", "-race=0 -trimpath", "tags=a", "-tags", "'-tags=a", "-tags=a -tags=c", "--tags=b", "-run=x", "-u", "-=x", "-p=x", "-ldflags=example.com/prog=-w", "'-tags=a b'", "-race=x"];
const PACKAGES = [[], ["."], ["./..."], ["example.com/prog"], [".", "-v"]];
const CGO = [undefined, "", "0", "1", "false", "2", "'0'"];

export function randomLine(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const many = (list, most) => Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(list));
  const flag = () => {
    const kind = random();
    if (kind < 0.45) return join(random, "-ldflags", kind < 0.3 ? many(LINKER, 3).join(" ") : pick(VALUES));
    if (kind < 0.7) return join(random, "-tags", pick(TAGS));
    return [pick(WORDS)];
  };
  const flags = Array.from({ length: Math.floor(random() * 4) }, flag).flat();
  const cgo = pick(CGO);
  return { args: [...flags, ...pick(PACKAGES)], env: { GOFLAGS: random() < 0.4 ? pick(GOFLAGS) : "", ...(cgo === undefined ? {} : { CGO_ENABLED: cgo }) } };
}

/** Two words, or one. */
function join(random, name, value) {
  return random() < 0.5 ? [name, value] : [`${name}=${value}`];
}
