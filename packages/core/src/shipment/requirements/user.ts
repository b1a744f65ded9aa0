import type { Stage } from "../../evaluate/dockerfile/index.js";
import { PASSWD } from "../../evaluate/files/index.js";
import { literalOf, print, type Evidence, type Reason } from "../../text/index.js";
import type { AskedBy, Requirement, RuntimeImage } from "../model.js";
import { packageManagerOf } from "./install.js";
import { met, undecided, unmet } from "./verdicts.js";

/**
 * A runtime looks a name of USER up in /etc/passwd of the image, one of its group in /etc/group, and does not start the container without it; numbers need
 * neither. Null without a USER of the file's own. Source: moby/sys/user, GetExecUser; opencontainers image-spec, config.md, "User".
 */
export function userRequirement(stage: Stage, image: RuntimeImage): Requirement | null {
  const { user, userAt: at } = stage;
  if (user === null || at === null) return null;
  const kind = "user";
  const text = literalOf(user)?.trim() ?? null;
  if (text === null) return undecided(kind, print(user), { code: "caller", text: `the user ${print(user)}`, at }, [], { instruction: "USER", at, cure: null });
  if (text === "") return null;
  const [name = "", group = ""] = text.split(":");
  const by: AskedBy = { instruction: "USER", at, cure: isNumber(name) ? null : cureOf(text, stage, image) };
  const named = isNumber(name) ? there([]) : lookUp(name, PASSWD, image);
  const found = named.kind !== "there" || isNumber(group) ? named : lookUp(group, GROUP, image);
  if (found.kind === "there") return met(kind, text, found.evidence, by);
  if (found.kind === "unknown") return undecided(kind, text, found.reason, [], by);
  return unmet(kind, text, remedy(name, image), [{ fact: "j1", text: `USER ${text}`, at }, ...found.evidence], by);
}

const GROUP = "/etc/group";

/** The empty string stands for what the user has anyway. */
function isNumber(text: string): boolean {
  return text === "" || /^\d+$/.test(text);
}

type Found = { readonly kind: "there" | "missing"; readonly evidence: Evidence } | { readonly kind: "unknown"; readonly reason: Reason };

function there(evidence: Evidence): Found {
  return { kind: "there", evidence };
}

function lookUp(name: string, file: string, image: RuntimeImage): Found {
  const present = image.has(file);
  if (present.kind === "unknown") return present;
  if (!present.value) return { kind: "missing", evidence: present.evidence };
  // The lines of /etc/group are not read.
  const listed = file === PASSWD ? image.users : null;
  if (listed?.users.some((user) => user.name === name) === true) return there(present.evidence);
  if (listed?.complete !== true) return { kind: "unknown", reason: { code: "image", text: `whether ${file} of the image has ${name}`, at: null } };
  return { kind: "missing", evidence: [{ fact: "img", text: `${file} of the image has no ${name}`, at: null }, ...present.evidence] };
}

/** Numbers of these names. Source: Debian policy, 9.2.2 (nobody); USER of the nonroot tags of distroless. */
const USUAL: Readonly<Record<string, string>> = { nobody: "65534", nonroot: "65532", root: "0" };

/** The number instead of the name, where it is listed or one that everybody knows; of the group where that is missing as well. */
function cureOf(text: string, { node, userAt }: Stage, image: RuntimeImage): AskedBy["cure"] {
  const [name = "", group = ""] = text.split(":");
  const listed = image.users?.users.find((user) => user.name === name)?.uid ?? null;
  const number = listed === null ? USUAL[name] : String(listed);
  const groups = image.has(GROUP);
  const hasGroups = groups.kind === "unknown" || groups.value;
  const instruction = node.body.findLast(({ name, range }) => name === "USER" && range[0] === userAt?.start);
  const argument = instruction?.args[0];
  if (number === undefined || argument === undefined || literalOf(argument.text)?.trim() !== text) return null;
  return { start: argument.range[0], end: argument.range[1], text: hasGroups ? [number, ...(group === "" ? [] : [group])].join(":") : `${number}:${number}` };
}

function remedy(name: string, image: RuntimeImage): string {
  const number = USUAL[name];
  const byNumber = number === undefined ? "Write the number of the user" : `Write USER ${number}:${number}`;
  const manager = packageManagerOf(image);
  if (manager === "apk") return `${byNumber}, or add it first (RUN adduser -D -H ${name}).`;
  if (manager !== null) return `${byNumber}, or add it first (RUN useradd --system ${name}).`;
  return `${byNumber}, or copy the file (COPY --from=<build stage> /etc/passwd /etc/passwd).`;
}
