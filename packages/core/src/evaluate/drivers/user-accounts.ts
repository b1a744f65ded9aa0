/** adduser, useradd and their kin: users of /etc/passwd. */
import { literalOf } from "../../text/index.js";
import { addUser } from "../files/index.js";
import type { Driver } from "../machine.js";
import { MAY_FAIL } from "../result.js";
import { parseArguments, programName } from "./arguments.js";

/** Options with a value. Sources: useradd(8) of shadow; adduser(8) of Debian; `busybox adduser`. The two adduser share their letters. */
const USERADD = "-b --base-dir -c --comment -d --home --home-dir -e --expiredate -f --inactive -g --gid -G --groups -k --skel -K --key -p --password -s --shell -u --uid -Z --selinux-user -R --root -P --prefix".split(" ");
const ADDUSER = "-h --home -g --gecos -s --shell -G --ingroup -u --uid -k --conf --gid --firstuid --lastuid --firstgid --lastgid --comment --add_extra_groups --encrypt-home".split(" ");

export const addUserDriver: Driver = {
  names: ["adduser", "useradd"],
  run(call, machine) {
    const name = programName(call);
    const isUseradd = name === "useradd";
    const args = parseArguments(call, { withValue: isUseradd ? USERADD : ADDUSER });
    const [user, group] = args.operands;
    // `adduser user group` puts a user that is there into a group
    if (user === undefined || (!isUseradd && group !== undefined)) return MAY_FAIL;
    const login = literalOf(user);
    if (login === null) {
      machine.files.disturb("/etc", `${name} of a user that is not known`, call.at);
      return MAY_FAIL;
    }
    const uid = literalOf(args.value("-u", "--uid") ?? { pieces: [] });
    addUser(machine.files, { name: login, uid: uid !== null && /^\d+$/.test(uid) ? Number(uid) : null }, name, call.certainty);
    const homeless = isUseradd ? !args.has("-m", "--create-home") : args.has("-H", "--no-create-home");
    const home = args.value("-d", "--home", "--home-dir") ?? (isUseradd ? null : args.value("-h"));
    const path = home === null ? `/home/${login}` : literalOf(home);
    // Whether the home directory of a system user is made depends on the version.
    if (!homeless && path?.startsWith("/") === true) machine.files.makeDirectory(path, args.has("-S", "-r", "--system") ? "may" : call.certainty);
    return MAY_FAIL;
  },
};

/** Groups and passwords are of no account for programs that start. */
export const groupDriver: Driver = {
  names: ["addgroup", "groupadd", "usermod", "groupmod", "delgroup", "groupdel", "gpasswd", "chpasswd", "passwd", "chage", "chsh", "newgrp", "pwconv", "grpconv", "vipw"],
  run: () => MAY_FAIL,
};

/** A user that is removed may still be listed: the names that stay are taken to stay. */
export const removeUserDriver: Driver = {
  names: ["deluser", "userdel"],
  run(call, machine) {
    machine.files.disturb("/etc/passwd", `\`${programName(call)}\` removes a user`, call.at);
    return MAY_FAIL;
  },
};

