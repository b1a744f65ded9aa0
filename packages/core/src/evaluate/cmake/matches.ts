import { EMPTY, literal } from "../../text/index.js";
import type { CMake } from "./cmake.js";
import type { Match } from "../regex/index.js";
import { unknownSlot } from "./state.js";

/** `CMAKE_MATCH_<n>` of the last match; null when nothing matched. */
export function setMatches(cmake: CMake, match: Match | null | "unknown"): void {
  if (match === "unknown") {
    for (let i = 0; i < 10; i++) cmake.setSlot(`CMAKE_MATCH_${i}`, unknownSlot({ code: "not-understood", text: "a match in a text that is not known", at: cmake.run.at }));
    cmake.setSlot("CMAKE_MATCH_COUNT", unknownSlot({ code: "not-understood", text: "a match in a text that is not known", at: cmake.run.at }));
    return;
  }
  let last = 0;
  for (let i = 0; i < 10; i++) {
    const name = `CMAKE_MATCH_${i}`;
    const group = match?.groups[i] ?? "";
    if (group !== "") {
      cmake.set(name, literal(group));
      last = i;
    } else if (cmake.normal(name).set !== "no") cmake.set(name, EMPTY);
  }
  cmake.set("CMAKE_MATCH_COUNT", literal(String(last)));
}
