import type { Shipment } from "../../shipment/model.js";
import { compareDotted, type Evidence, type Origin } from "../../text/index.js";
import type { Finding } from "../model.js";
import { groupBy, hop, type Detector } from "./detector.js";

const RULE = "go-gomod/no-cgo-resolver-surprise";

/** Facts i1, i2, d5: which resolver a program uses is decided by files and variables of the image, and the other one does not do what they ask for. */
export const noCgoResolverSurprise: Detector = {
  rule: RULE,
  detect({ shipments }) {
    const uses = shipments.filter(({ silence }) => silence === null).flatMap((shipment) => surprisesIn(shipment).map((surprise) => ({ surprise, shipment })));
    return groupBy(uses, ({ surprise: { at, messageId, subject } }) => JSON.stringify([at, messageId, subject])).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { surprise, shipment } = first;
      const data = { subject: surprise.subject, programs: [...new Set(group.map((use) => use.shipment.artifact.path))].join(", ") };
      const evidence = [hop("ships here", shipment.at), hop("built here", shipment.artifact.builtAt), ...surprise.evidence];
      return [{ rule: RULE, messageId: surprise.messageId, data, at: surprise.at, evidence, entries: [...new Set(group.map((use) => use.shipment.entry))] }];
    });
  },
};

interface Surprise {
  /** libc takes over; Go's resolver does not know it; a static program loads libc's modules */
  readonly messageId: "libc" | "ignored" | "static";
  readonly subject: string;
  readonly at: Origin;
  readonly evidence: Evidence;
}

function surprisesIn(shipment: Shipment): readonly Surprise[] {
  const { linkage } = shipment.artifact;
  const { resolver, goos } = linkage;
  if (linkage.failure !== null || resolver.kind === "unknown" || resolver.value === null || goos.kind === "unknown" || goos.value !== "linux") return [];
  if (resolver.value === "libc") return staticLookup(shipment);
  const messageId = resolver.value === "go" ? "ignored" : "libc";
  const fact = { fact: "i2", text: messageId === "libc" ? "Go leaves what it does not know to libc" : "libc's resolver is not linked", at: null };
  const asked = [...variablesOf(shipment), ...sourcesOf(shipment)].map(({ subject, at }) => ({ messageId, subject, at, evidence: [fact] }) as const);
  return [...asked, ...(asked.length > 0 && messageId === "libc" ? staticLookup(shipment) : [])];
}

interface Asked {
  readonly subject: string;
  readonly at: Origin;
}

/** Variables that libc's resolver reads. Source: net/conf.go, initConfVal. */
function variablesOf({ image }: Shipment): readonly Asked[] {
  return ["LOCALDOMAIN", "RES_OPTIONS", "HOSTALIASES"].flatMap((name) => {
    const variable = image.environment(name);
    const at = variable.evidence[0]?.at ?? null;
    const isSet = variable.kind === "known" && variable.value !== null && (variable.value !== "" || name === "LOCALDOMAIN");
    return isSet && at !== null ? [{ subject: `${name}=${variable.value}`, at }] : [];
  });
}

/** Sources of host names that Go does itself, or leaves to libc for names of one kind only. Source: net/conf.go, lookupOrder. */
const KNOWN_SOURCES = /^(?:files|dns|myhostname|mdns.*)$/;

/** The first other source of the hosts line of an nsswitch.conf that the image gets, such as `resolve` or `ldap`. */
function sourcesOf({ image, at }: Shipment): readonly Asked[] {
  const read = image.text("/etc/nsswitch.conf");
  if (read.kind === "unknown" || read.value === null) return [];
  const { text, source } = read.value;
  const line = /^[ \t]*hosts:([^\n#]*)/m.exec(text);
  const name = line?.[1]?.replace(/\[[^\]]*\]/g, " ").split(/\s+/).find((word) => word !== "" && !KNOWN_SOURCES.test(word));
  if (line === null || name === undefined) return [];
  const place = source === null ? at : { file: source, start: line.index, end: line.index + line[0].trimEnd().length };
  return [{ subject: `${name} in the hosts line of /etc/nsswitch.conf`, at: place }];
}

/** Fact d5: the static glibc of before 2.34 loads the modules of whatever glibc the image has. */
function staticLookup({ artifact: { linkage }, at }: Shipment): readonly Surprise[] {
  const { kind, libc, libcVersion } = linkage;
  if (kind.kind === "unknown" || (kind.value !== "static" && kind.value !== "static-pie") || libc.kind === "unknown" || libc.value !== "glibc") return [];
  const version = libcVersion.kind === "known" ? libcVersion.value : null;
  if (version === null || compareDotted(version, "2.34") >= 0) return [];
  return [{ messageId: "static", subject: `glibc ${version}`, at, evidence: libcVersion.evidence }];
}
