/** curl and wget: a file whose content is not known, or text. */
import { literalOf, type Traced } from "../../text/index.js";
import { join } from "../../workspace/index.js";
import type { Driver, Machine } from "../machine.js";
import type { CommandCall, CommandResult } from "../model.js";
import { MAY_FAIL } from "../result.js";
import { absolutePath, commandText, parseArguments } from "./arguments.js";

/** Options with a value. Source: curl(1). */
const CURL_VALUES =
  "-A -b -c -C -d -D -e -E -F -h -H -K -m -o -P -Q -r -t -T -u -U -w -x -X -y -Y -z --output --output-dir --header --data --data-raw --data-binary --user --user-agent --request --retry --retry-delay --retry-max-time --connect-timeout --max-time --proxy --cacert --cert --key --write-out --referer --cookie --form --url --resolve --interface --limit-rate --max-redirs --ciphers --proto --proto-redir --tls-max --netrc-file --config --dump-header --range --socks5 --noproxy --oauth2-bearer --upload-file --speed-limit --speed-time".split(" ");

export const curlDriver: Driver = {
  names: ["curl"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: CURL_VALUES });
    const urls = [...args.operands, ...args.values("--url")];
    const outputs = args.values("-o", "--output");
    const directory = literalOf(args.value("--output-dir") ?? { pieces: [] }) ?? "";
    if (outputs.length === 0 && !args.has("-O", "--remote-name", "--remote-name-all")) return machine.unknownOutput(call, `output of \`${commandText(call, 2)}\``);
    for (const output of outputs) writeTo(output, directory, call, machine);
    if (outputs.length === 0) for (const url of urls) writeNamedBy(url, directory, call, machine);
    return MAY_FAIL;
  },
};

/** Options with a value. Source: wget(1). */
const WGET_VALUES = "-O --output-document -P --directory-prefix -o --output-file -a -t --tries -T --timeout -w --wait -U --user-agent --header --post-data --user --password -Q -e -i --input-file --ca-certificate --waitretry --connect-timeout --read-timeout".split(" ");

export const wgetDriver: Driver = {
  names: ["wget", "wget2", "aria2c"],
  run(call, machine) {
    const args = parseArguments(call, { withValue: WGET_VALUES });
    const output = args.value("-O", "--output-document");
    const directory = literalOf(args.value("-P", "--directory-prefix") ?? { pieces: [] }) ?? "";
    if (args.has("--spider")) return machine.unknownOutput(call, "output of `wget --spider`");
    if (output !== null && literalOf(output) === "-") return machine.unknownOutput(call, `output of \`${commandText(call, 2)}\``);
    if (output !== null) writeTo(output, "", call, machine);
    else for (const url of args.operands) writeNamedBy(url, directory, call, machine);
    return MAY_FAIL;
  },
};

function writeTo(output: Traced, directory: string, call: CommandCall, machine: Machine): void {
  const text = literalOf(output);
  if (text === "-" || text?.startsWith("/dev/") === true) return;
  const path = text === null ? null : absolutePath(directory === "" ? text : join(directory, text), call);
  if (path === null) machine.files.disturb(call.directory ?? "/", `a download to a path that is not known`, call.at);
  else machine.files.write(path, { content: null, artifacts: [], from: "download" }, call.certainty);
}

/** The last part of the URL is the name of the file. */
function writeNamedBy(url: Traced, directory: string, call: CommandCall, machine: Machine): CommandResult {
  const text = literalOf(url);
  const name = text === null ? null : (/^[^?#]*\/([^/?#]+)/.exec(text.replace(/^\w+:\/\//, ""))?.[1] ?? "index.html");
  const path = name === null ? null : absolutePath(join(directory, name), call);
  if (path !== null) {
    machine.files.write(path, { content: null, artifacts: [], from: "download" }, call.certainty);
    return MAY_FAIL;
  }
  const target = directory === "" ? call.directory : absolutePath(directory, call);
  machine.files.disturb(target ?? "/", "a download to a path that is not known", call.at);
  return MAY_FAIL;
}
