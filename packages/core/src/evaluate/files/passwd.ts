/** Users of a file system: the lines of /etc/passwd, of which some may not be known. */
import type { Traced } from "../../text/index.js";
import { concat, literal, unknownText, WORD_SHAPE } from "../../text/index.js";
import type { MachineFiles } from "../machine.js";
import type { Certainty } from "../model.js";
import type { FileView } from "./view.js";

export interface UserEntry {
  readonly name: string;
  /** null when not known */
  readonly uid: number | null;
}

export const PASSWD = "/etc/passwd";

export interface UserList {
  readonly users: readonly UserEntry[];
  /** false when there may be more */
  readonly complete: boolean;
}

/** What /etc/passwd says. Null when there is no such file. */
export function usersOf(view: FileView): UserList | null {
  const fact = view.stat(PASSWD);
  if (fact.kind === "absent") return null;
  if (fact.kind !== "file") return { users: [], complete: false };
  if (fact.content !== null) return parse(fact.content);
  const read = view.read(PASSWD);
  return read === null || "unknown" in read ? { users: [], complete: false } : parse(literal(read.text));
}

/** A line of /etc/passwd; a uid that is not known is one word. */
export function passwdLine({ name, uid }: UserEntry): Traced {
  const number = uid === null ? unknownText({ code: "command-output", text: `uid of ${name}`, at: null }, WORD_SHAPE) : literal(String(uid));
  return concat(literal(`${name}:x:`), number, literal("::::\n"));
}

/** As `adduser` and `useradd` do. */
export function addUser(files: MachineFiles, user: UserEntry, from: string, certainty: Certainty): void {
  const fact = files.stat(PASSWD);
  const before = fact.kind === "absent" ? literal("") : (contentOf(files) ?? unknownText({ code: "file", text: "users of /etc/passwd", at: null }));
  files.write(PASSWD, { content: concat(before, passwdLine(user)), artifacts: [], from }, certainty);
}

/** Users may be made, nobody knows which: those that are there stay known. */
export function addUnknownUsers(files: MachineFiles, why: string, certainty: Certainty): void {
  if (files.stat(PASSWD).kind === "absent") return;
  const before = contentOf(files) ?? unknownText({ code: "file", text: "users of /etc/passwd", at: null });
  files.write(PASSWD, { content: concat(before, unknownText({ code: "not-understood", text: why, at: null })), artifacts: [], from: why }, certainty);
}

function contentOf(view: FileView): Traced | null {
  const fact = view.stat(PASSWD);
  if (fact.kind === "file" && fact.content !== null) return fact.content;
  const read = view.read(PASSWD);
  return read === null || "unknown" in read ? null : literal(read.text);
}

/** Lines whose beginning is literal; anything that may hide a line makes the list incomplete. */
function parse(content: Traced): UserList {
  const users: UserEntry[] = [];
  let complete = true;
  let line = "";
  let hidden = false;
  const end = (): void => {
    const [name = "", , uid = ""] = line.split(":");
    if (name !== "" && line.includes(":")) users.push({ name, uid: /^\d+$/.test(uid) ? Number(uid) : null });
    else if (hidden) complete = false;
    line = "";
    hidden = false;
  };
  for (const piece of content.pieces) {
    if (piece.kind !== "literal") {
      hidden = true;
      if (piece.kind === "oneOf" || piece.shape.mayHaveBlanks) complete = false;
      continue;
    }
    const [first = "", ...rest] = piece.text.split("\n");
    line += first;
    for (const next of rest) {
      end();
      line = next;
    }
  }
  end();
  return { users, complete };
}
