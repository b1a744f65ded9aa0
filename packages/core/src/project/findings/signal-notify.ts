import { atLeastMinor } from "../../gobuild/index.js";
import type { FileBody } from "../../gopackages/index.js";
import type { GoCall, GoFunction, GoReceive } from "../../syntax/go/index.js";
import type { BuildInvocation, Finding } from "../model.js";
import type { Session } from "../session.js";
import { groupBy, hop, type Detection, type Detector } from "./detector.js";
import { filesOfImporters, localName } from "./own-packages.js";
import { entriesOf } from "./uses.js";

/** Fact n1: without a list the runtime's own SIGURG arrives, and it ends what waits for any signal. */
export const noUnfilteredSignalNotify: Detector = {
  rule: "go-gomod/no-unfiltered-signal-notify",
  detect(input) {
    const uses = input.invocations.filter(preempts).flatMap((invocation) => waitsForAny(invocation, input).map((wait) => ({ wait, invocation })));
    return groupBy(uses, ({ wait: { source, call } }) => `${source}:${call.range[0]}`).flatMap((group): readonly Finding[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { source, call, receive } = first.wait;
      const at = ([start, end]: readonly [number, number]) => ({ file: source, start, end });
      return [
        {
          rule: "go-gomod/no-unfiltered-signal-notify",
          messageId: "unfiltered",
          data: { channel: receive.channel },
          at: at(call.range),
          evidence: [hop(`any signal ends the wait \`<-${receive.channel}\``, at(receive.range), "n1")],
          entries: entriesOf(group),
        },
      ];
    });
  },
};

/** The runtime preempts goroutines by signals since Go 1.14, and not on Windows. */
function preempts({ command, goVersion }: BuildInvocation): boolean {
  const { goos } = command.settings;
  const isNewEnough = atLeastMinor(goVersion, 14);
  return goos.kind === "known" && goos.value === "linux" && isNewEnough.kind === "known" && isNewEnough.value;
}

interface Wait {
  readonly source: string;
  readonly call: GoCall;
  readonly receive: GoReceive;
}

function waitsForAny({ closure }: BuildInvocation, { session }: Detection): readonly Wait[] {
  return filesOfImporters(closure, "os/signal").flatMap((file) => waitsIn(file, session));
}

function waitsIn(file: FileBody, session: Session): readonly Wait[] {
  const { source, body } = file;
  const name = localName(file, { path: "os/signal", name: "signal" }, session);
  if (source === null || name === null || body.problem !== null) return [];
  const content = session.workspace.read(source);
  if (content.kind !== "text") return [];
  // Who ignores signals knows what they do.
  if (body.calls.some(({ callee }) => callee === `${name}.Ignore` || callee === `${name}.Reset`)) return [];
  return body.calls.flatMap((call): readonly Wait[] => {
    if (call.callee !== `${name}.Notify` || call.args.length !== 1 || call.isSpread) return [];
    const scope = body.functions.find(({ range }) => range[0] <= call.range[0] && call.range[1] <= range[1]);
    const receive = scope === undefined ? null : onlyReceive(call, scope, { text: content.text, calls: body.calls, receives: body.receives, package: name });
    return receive === null ? [] : [{ source, call, receive }];
  });
}

interface FunctionFile {
  readonly text: string;
  readonly calls: readonly GoCall[];
  readonly receives: readonly GoReceive[];
  /** local name of os/signal */
  readonly package: string;
}

/** The one place where the channel is received from, when whatever arrives ends the wait there; null when it may be otherwise. */
function onlyReceive({ args }: GoCall, scope: GoFunction, file: FunctionFile): GoReceive | null {
  const channel = args[0]?.text ?? "";
  if (!/^[A-Za-z_]\w*$/.test(channel)) return null;
  const inside = <T extends { readonly range: readonly [number, number] }>(nodes: readonly T[]): readonly T[] => nodes.filter(({ range }) => scope.range[0] <= range[0] && range[1] <= scope.range[1]);
  const calls = inside(file.calls);
  const [receive, ...others] = inside(file.receives).filter((each) => each.channel === channel);
  if (receive === undefined || others.length > 0 || receive.inLoop || receive.inSelect) return null;
  // Made here, given to Notify, received from, and put away: anything else may be another reader.
  const made = calls.filter(({ callee, assignedTo }) => callee === "make" && assignedTo?.length === 1 && assignedTo[0] === channel).length;
  const putAway = calls.filter(({ callee, args: [first] }) => (callee === "close" || callee === `${file.package}.Stop`) && first?.text === channel).length;
  const text = file.text.slice(...scope.range);
  if (made !== 1 || mentions(text, channel) !== made + putAway + 2) return null;
  return isIgnored(receive, calls, text) ? receive : null;
}

/** Calls that print a signal and do nothing else with it. */
const PRINTS = /^(?:log|fmt|slog|logger|logrus|glog|klog)\.(?:Print|Fprint|Info|Warn|Error|Debug|Fatal|Panic)\w*$/;

/** The signal that arrives is dropped, or only printed. */
function isIgnored({ assignedTo }: GoReceive, calls: readonly GoCall[], text: string): boolean {
  const [target, ...others] = assignedTo ?? [null];
  if (target === undefined || target === "_") return true;
  if (target === null || others.length > 0 || !/^[A-Za-z_]\w*$/.test(target)) return false;
  const printed = calls.filter(({ callee }) => PRINTS.test(callee)).flatMap(({ args }) => args.filter((argument) => argument.text === target || argument.text === `${target}.String()`)).length;
  return mentions(text, target) === printed + 1;
}

function mentions(text: string, name: string): number {
  return text.match(new RegExp(`(?<![\\w.])${name}(?!\\w)`, "g"))?.length ?? 0;
}
