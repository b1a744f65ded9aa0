/** What calls in the main module need of the image. */
import type { Linkage } from "../../linkage/model.js";
import type { Evidence, Hop } from "../../text/index.js";
import { basename } from "../../workspace/index.js";
import type { Requirement, RuntimeImage } from "../model.js";
import type { CodeUse, ProgramFacts } from "../program.js";
import { installation, packageManagerOf } from "./install.js";
import { findAt, findInPath } from "./programs.js";
import { met, undecided, unmet } from "./verdicts.js";

export function codeRequirements(program: ProgramFacts, linkage: Linkage, image: RuntimeImage): readonly Requirement[] {
  const found = [userLookup(program, linkage, image), temporaryDirectory(program, image), ...program.programs.map((use) => startedProgram(use, image))];
  return found.filter((requirement) => requirement !== null);
}

function hopOf({ text, at }: CodeUse, fact: string): Hop {
  return { fact, text, at };
}

/**
 * `u, _ := user.Lookup("name")` without /etc/passwd gives nil, and the program ends when it looks into it. The pure Go `user.Current` gives what it can
 * (fact j1), the one of cgo nil (j2). Errors that are looked at may be meant. Null when there is no such call.
 */
function userLookup({ userLookups }: ProgramFacts, linkage: Linkage, image: RuntimeImage): Requirement | null {
  const { cgo } = linkage;
  const use = userLookups.find(({ text, errorIsDropped }) => errorIsDropped && (!text.startsWith("user.Current") || (cgo.kind === "known" && cgo.value)));
  if (use === undefined) return null;
  const kind = "user-lookup";
  const hop = hopOf(use, "j1");
  const file = use.text.startsWith("user.LookupGroup") ? "/etc/group" : "/etc/passwd";
  const present = image.has(file);
  if (present.kind === "unknown") return undecided(kind, file, present.reason, [hop]);
  if (!present.value) return unmet(kind, file, `Copy the file (COPY --from=<build stage> ${file} ${file}), or look at the error.`, [hop, ...present.evidence]);
  const name = use.subject;
  const listed = file === "/etc/passwd" && name !== "" ? image.users : null;
  const isMissing = listed?.complete === true && !listed.users.some((user) => user.name === name || String(user.uid) === name);
  return isMissing ? unmet(kind, `${name} in ${file}`, `Add the user to the image, or look at the error.`, [hop, ...present.evidence]) : met(kind, file, [hop, ...present.evidence]);
}

/** A temporary file whose error nobody looks at, in TMPDIR or /tmp. Volumes and mounts make the directory. Null when there is no such call. */
function temporaryDirectory({ temporaryFiles }: ProgramFacts, image: RuntimeImage): Requirement | null {
  const use = temporaryFiles.find(({ errorIsDropped }) => errorIsDropped);
  if (use === undefined) return null;
  const kind = "temporary-directory";
  const hop = hopOf(use, "");
  const named = image.environment("TMPDIR");
  if (named.kind === "unknown") return undecided(kind, "TMPDIR", named.reason, [hop]);
  const directory = named.value === null || named.value === "" ? "/tmp" : named.value;
  const present = image.has(directory);
  if (present.kind === "unknown") return undecided(kind, directory, present.reason, [hop]);
  if (present.value) return met(kind, directory, [hop, ...present.evidence]);
  return unmet(kind, directory, `Make the directory (WORKDIR ${directory} makes it, and VOLUME ${directory} too), or ship in gcr.io/distroless/static, which has one.`, [hop, ...present.evidence]);
}

const PROGRAM_PATH = /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/;

/** `exec.Command("git")`: in PATH of the image, or at its path. */
function startedProgram(use: CodeUse, image: RuntimeImage): Requirement | null {
  const { subject } = use;
  const kind = "program";
  const hop = hopOf(use, "");
  // Other paths are the program's own affair: it may write what is there, or start it in another root directory.
  if (subject.includes("/") && !PROGRAM_PATH.test(subject)) return null;
  const found = subject.startsWith("/") ? findAt([subject], image) : findInPath(subject, image);
  if (found.kind === "unknown") return undecided(kind, subject, found.reason, [hop]);
  if (found.kind === "there") return met(kind, subject, [hop, ...found.evidence]);
  const missing: Evidence = subject.startsWith("/") ? found.evidence : [{ fact: "img", text: `no ${subject} in PATH of the image`, at: null }, ...found.evidence.slice(1)];
  return unmet(kind, subject, remedy(subject, image), [hop, ...missing]);
}

function remedy(program: string, image: RuntimeImage): string {
  const manager = packageManagerOf(image);
  if (manager === "apk" || manager === "apt") return `Install it (${installation(manager, basename(program))}).`;
  return "Copy it with what it needs, or ship in an image that has it.";
}
