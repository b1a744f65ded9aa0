/** Reads the code of a program for what it asks of the image that runs it. */
import { readPackageBodies } from "../gopackages/index.js";
import { isNamedZone, type CodeUse, type ProgramFacts, type ZoneUse } from "../shipment/index.js";
import type { GoCall } from "../syntax/go/index.js";
import type { Hop, Origin, Reason } from "../text/index.js";
import type { Workspace } from "../workspace/index.js";
import type { Build } from "./builds.js";
import { ownPackages } from "./findings/own-packages.js";
import { publicService } from "./public-services.js";

/** Calls that send a request by net/http's default client, by the index of the argument that is the URL. */
const DEFAULT_CLIENT_CALLS: Readonly<Record<string, number>> = { "http.Get": 0, "http.Head": 0, "http.Post": 0, "http.PostForm": 0 };

/** Calls of TLS clients whose peers are named at run time. */
const CLIENT_CALLS = new Set([...Object.keys(DEFAULT_CLIENT_CALLS), "http.NewRequest", "http.NewRequestWithContext", "http.DefaultClient.Do", "http.DefaultClient.Get", "tls.Dial"]);

/** Words in the code of a main module that tell of roots other than the system's. */
const OWN_ROOTS = ["InsecureSkipVerify", "RootCAs", "NewCertPool"];

/** Calls that look users up. os/user answers in other ways without cgo (facts j1–j3). */
const USER_LOOKUPS = new Set(["user.Current", "user.Lookup", "user.LookupId", "user.LookupGroup", "user.LookupGroupId"]);
/** Calls that make a temporary file, by the index of the argument that names its directory: "" is that of the system. */
const TEMPORARY: Readonly<Record<string, number>> = { "os.CreateTemp": 0, "os.MkdirTemp": 0, "ioutil.TempFile": 0, "ioutil.TempDir": 0 };
/** Calls that start a program, by the index of the argument that names it. */
const STARTS: Readonly<Record<string, number>> = { "exec.Command": 0, "exec.CommandContext": 1 };

/**
 * Only packages of the main module are read: what a dependency may do, a program need not (UX.md). Proof of TLS against the system's roots is a
 * literal https URL of a public host given to net/http's default client.
 */
export function programFacts(build: Build, workspace: Workspace): ProgramFacts {
  const { closure } = build;
  if (closure === null) return { ...NOTHING, linksTls: null, incomplete: { code: "package", text: "the program's packages", at: build.call.at } };
  const found = new Found();
  let incomplete: Reason | null = null;
  for (const linked of ownPackages(closure)) {
    const service = linked.imports.map(publicService).find((name) => name !== null) ?? null;
    if (service === null && !OWN_IMPORTS.some((name) => linked.imports.includes(name))) continue;
    const read = readPackageBodies(closure, linked.importPath);
    if (read.kind === "unknown") {
      incomplete ??= read.reason;
      continue;
    }
    found.enterPackage();
    for (const { source, body } of read.value) {
      if (source === null) continue;
      for (const call of body.calls) found.call(call, source);
      const content = workspace.read(source);
      if (content.kind !== "text") continue;
      // A mention is enough to say nothing, even one in a comment.
      for (const word of OWN_ROOTS) found.ownRoot(word, content.text.indexOf(word), source);
      if (service !== null) found.service(service, content.text.indexOf(`"${service}`), source);
    }
  }
  found.enterPackage();
  const linksTls = closure.packages.has("crypto/tls") ? true : closure.missing.length > 0 ? null : false;
  return { ...found.facts(), linksTls, incomplete };
}

const NOTHING: ProgramFacts = { tlsProof: null, tlsClient: null, linksTls: false, ownRoots: [], zones: [], userLookups: [], temporaryFiles: [], programs: [], runsOn: null, incomplete: null };

/** Calls of a program that runs until it is told to end. */
const WAITS = /^signal\.Notify(?:Context)?$|\.(?:ListenAndServe(?:TLS)?|ServeTLS)$|^(?:http\.Serve|net\.Listen)$/;

/** A package that imports none of these holds no call that is looked for. */
const OWN_IMPORTS = ["time", "net/http", "crypto/tls", "crypto/x509", "os/user", "os", "os/signal", "io/ioutil", "os/exec", "net"];

class Found {
  readonly #zones: ZoneUse[] = [];
  readonly #ownRoots: Hop[] = [];
  readonly #userLookups: CodeUse[] = [];
  readonly #temporaryFiles: CodeUse[] = [];
  readonly #programs: CodeUse[] = [];
  #tlsProof: Hop | null = null;
  #tlsClient: Hop | null = null;
  /** of the package that is read */
  #client: Hop | null = null;
  #hasOwnRoots = false;
  #runsOn: Hop | null = null;

  call(call: GoCall, source: string): void {
    const at = place(call.range, source);
    const { callee, args } = call;
    const literal = (index: number | undefined): string | null => (index === undefined ? null : (args[index]?.stringValue ?? null));
    const use = (subject: string): CodeUse => ({ subject, at, text: callText(call), errorIsDropped: call.assignedTo?.at(-1) === "_" });
    if (callee === "time.LoadLocation") {
      const zone = literal(0);
      if (zone !== null && isNamedZone(zone)) this.#zones.push({ zone, at, text: callText(call) });
    }
    if (WAITS.test(callee) && this.#runsOn?.fact !== "n3") {
      const isTold = callee.startsWith("signal.");
      if (isTold || this.#runsOn === null) this.#runsOn = { fact: isTold ? "n3" : "", text: callText(call), at };
    }
    const url = literal(DEFAULT_CLIENT_CALLS[callee]);
    if (url !== null && isPublicHttps(url)) this.#tlsProof ??= { fact: "k1", text: callText(call), at };
    if (CLIENT_CALLS.has(callee) && (url === null || isPublicHttps(url))) this.#client ??= { fact: "k1", text: callText(call), at };
    if (USER_LOOKUPS.has(callee)) this.#userLookups.push(use(callee === "user.Current" ? "" : (literal(0) ?? "")));
    const directory = TEMPORARY[callee];
    if (directory !== undefined && (literal(directory) === "" || args[directory]?.text === "os.TempDir()")) this.#temporaryFiles.push(use(callee));
    const program = literal(STARTS[callee]);
    if (program !== null && program !== "") this.#programs.push(use(program));
  }

  /** A package that has roots of its own, or verifies nothing, is no plain client; others of the program may be. */
  enterPackage(): void {
    if (!this.#hasOwnRoots) this.#tlsClient ??= this.#client;
    this.#client = null;
    this.#hasOwnRoots = false;
  }

  ownRoot(word: string, start: number, source: string): void {
    if (start === -1) return;
    this.#hasOwnRoots = true;
    this.#ownRoots.push({ fact: "", text: word, at: place([start, start + word.length], source) });
  }

  service(path: string, start: number, source: string): void {
    if (start !== -1) this.#client ??= { fact: "k1", text: `import of ${path}`, at: place([start, start + path.length + 2], source) };
  }

  facts(): Omit<ProgramFacts, "linksTls" | "incomplete"> {
    return {
      tlsProof: this.#tlsProof,
      tlsClient: this.#tlsClient,
      runsOn: this.#runsOn,
      ownRoots: this.#ownRoots,
      zones: firstOfEach(this.#zones, ({ zone }) => zone),
      userLookups: this.#userLookups,
      temporaryFiles: this.#temporaryFiles,
      programs: firstOfEach(this.#programs, ({ subject }) => subject),
    };
  }
}

function place([start, end]: readonly [number, number], file: string): Origin {
  return { file, start, end };
}

/** A host that the public internet's certificate authorities vouch for: a name with a dot that is neither reserved nor of a private network. */
function isPublicHttps(url: string): boolean {
  const host = /^https:\/\/([^/:?#\s]+)/i.exec(url)?.[1]?.toLowerCase();
  if (host === undefined || !host.includes(".") || /^[\d.]+$/.test(host) || /[%{}$<>]/.test(host)) return false;
  return !/(^|\.)(example|test|invalid|localhost|local|internal|lan|corp|home|svc|cluster\.local|example\.(com|net|org))$/.test(host);
}

function callText(call: GoCall): string {
  return `${call.callee}(${call.args.map((argument) => argument.text).join(", ")})`;
}

function firstOfEach<T>(uses: readonly T[], keyOf: (use: T) => string): readonly T[] {
  const seen = new Set<string>();
  return uses.filter((use) => !seen.has(keyOf(use)) && seen.add(keyOf(use)));
}
