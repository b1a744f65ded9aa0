import { createFindingRule } from "../rule.js";

export default createFindingRule({
  name: "no-unfiltered-signal-notify",
  meta: {
    docs: {
      description: "Disallow signal.Notify without a list where every signal ends the program",
      tier: "suspicious",
      reportsIn: "Go",
      facts: ["n1"],
    },
    messages: {
      unfiltered: "signal.Notify without a list of signals delivers SIGURG too, which the runtime sends itself many times a second, and whatever {{channel}} receives ends the wait here. List the signals: signal.Notify({{channel}}, os.Interrupt, syscall.SIGTERM).",
    },
  },
});
