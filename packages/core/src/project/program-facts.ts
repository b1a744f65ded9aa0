/** Reads the code of a program for what it asks of the image that runs it. */
import { readPackageBodies, type LinkedPackage } from "../gopackages/index.js";
import { isNamedZone, type ProgramFacts, type ZoneUse } from "../shipment/index.js";
import type { GoCall } from "../syntax/go/index.js";
import type { Hop, Origin, Reason } from "../text/index.js";
import type { Workspace } from "../workspace/index.js";
import type { Build } from "./builds.js";

/** Calls that send a request by net/http's default client, by the index of the argument that is the URL. */
const DEFAULT_CLIENT_CALLS: Readonly<Record<string, number>> = { "http.Get": 0, "http.Head": 0, "http.Post": 0, "http.PostForm": 0 };

/** Words in the code of a main module that tell of roots other than the system's. */
const OWN_ROOTS = ["InsecureSkipVerify", "RootCAs", "NewCertPool"];

/**
 * Only packages of the main module are read: what a dependency may do, a program need not (UX.md). Proof of TLS against the system's roots is a
 * literal https URL of a public host given to net/http's default client.
 */
export function programFacts(build: Build, workspace: Workspace): ProgramFacts {
  const { closure } = build;
  if (closure === null) return { ...NOTHING, linksTls: null, incomplete: { code: "package", text: "the program's packages", at: build.call.at } };
  const zones: ZoneUse[] = [];
  const ownRoots: Hop[] = [];
  let tlsProof: Hop | null = null;
  let runsOn: Hop | null = null;
  let incomplete: Reason | null = null;
  for (const linked of closure.packages.values()) {
    if (!isOwn(linked, closure.modulePath)) continue;
    if (!OWN_IMPORTS.some((name) => linked.imports.includes(name))) continue;
    const read = readPackageBodies(closure, linked.importPath);
    if (read.kind === "unknown") {
      incomplete ??= read.reason;
      continue;
    }
    for (const { source, body } of read.value) {
      if (source === null) continue;
      const at = (range: readonly [number, number]): Origin => ({ file: source, start: range[0], end: range[1] });
      for (const call of body.calls) {
        if (call.callee === "time.LoadLocation") {
          const zone = call.args[0]?.stringValue ?? null;
          if (zone !== null && isNamedZone(zone)) zones.push({ zone, at: at(call.range), text: callText(call) });
        }
        if (WAITS.test(call.callee) && runsOn?.fact !== "n3") {
          const isTold = call.callee.startsWith("signal.");
          if (isTold || runsOn === null) runsOn = { fact: isTold ? "n3" : "", text: callText(call), at: at(call.range) };
        }
        const url = call.args[DEFAULT_CLIENT_CALLS[call.callee] ?? -1]?.stringValue ?? null;
        if (url !== null && isPublicHttps(url)) tlsProof ??= { fact: "k1", text: callText(call), at: at(call.range) };
      }
      // A mention is enough to say nothing, even one in a comment.
      const content = workspace.read(source);
      for (const word of OWN_ROOTS) {
        const start = content.kind === "text" ? content.text.indexOf(word) : -1;
        if (start !== -1) ownRoots.push({ fact: "", text: word, at: at([start, start + word.length]) });
      }
    }
  }
  const linksTls = closure.packages.has("crypto/tls") ? true : closure.missing.length > 0 ? null : false;
  return { tlsProof, linksTls, ownRoots, zones: firstOfEach(zones), runsOn, incomplete };
}

const NOTHING: ProgramFacts = { tlsProof: null, linksTls: false, ownRoots: [], zones: [], runsOn: null, incomplete: null };

/** Calls of a program that runs until it is told to end. */
const WAITS = /^signal\.Notify(?:Context)?$|\.(?:ListenAndServe(?:TLS)?|ServeTLS)$|^(?:http\.Serve|net\.Listen)$/;

/** A package that imports none of these holds no call that is looked for. */
const OWN_IMPORTS = ["time", "net/http", "crypto/tls", "crypto/x509", "os/signal", "net"];

function isOwn(linked: LinkedPackage, modulePath: string | null): boolean {
  return linked.source === "repository" && (linked.module === modulePath || linked.module === "" || modulePath === null);
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

function firstOfEach(zones: readonly ZoneUse[]): readonly ZoneUse[] {
  const seen = new Set<string>();
  return zones.filter(({ zone }) => !seen.has(zone) && seen.add(zone));
}
