/** Bad input ends within bounded time, with a reason. */
import { describe, expect, it } from "vitest";
import { cmake } from "./support.js";

const target = 'add_custom_target(app ALL COMMAND go build "${x}" VERBATIM)\n';

describe("a project", () => {
  it.each([
    ["loops without an end", `while(1)\n  set(x "\${x}a")\nendwhile()\n${target}`, /./],
    ["ranges", `foreach(i RANGE 1000000000)\n  set(x \${i})\nendforeach()\n${target}`, /./],
    ["ranges inside of ranges", `foreach(i RANGE 1000)\nforeach(j RANGE 1000)\nforeach(k RANGE 1000)\n  set(x \${k})\nendforeach()\nendforeach()\nendforeach()\n${target}`, /limit/],
    ["includes of itself", `include(\${CMAKE_CURRENT_LIST_FILE})\n${target}`, /limit/],
    ["functions that call themselves", `function(f)\n  f()\nendfunction()\nf()\n${target}`, /limit/],
    ["macros that call themselves twice", `macro(f)\n  f()\n  f()\nendmacro()\nf()\n${target}`, /limit/],
    ["values that double", `set(x a)\nforeach(i RANGE 60)\n  set(x "\${x}\${x}")\nendforeach()\n${target}`, /./],
    ["lists that double", `set(x a)\nforeach(i RANGE 60)\n  list(APPEND x \${x})\nendforeach()\n${target}`, /./],
    ["references inside of references", `set(x ${"${".repeat(5_000)}a${"}".repeat(5_000)})\n${target}`, /limit/],
    ["references that are not closed", `set(x "\${a")\n${target}`, /not closed/],
    ["strings that are not closed", `set(x "a\n${target}`, /not closed/],
    ["brackets that are not closed", `set(x [[a\n${target}`, /not closed/],
    ["conditions", `if(${"(".repeat(10_000)}1${")".repeat(10_000)})\nendif()\n${target}`, /limit/],
    ["regular expressions", `string(REPEAT a 40 y)\nstring(REGEX MATCH "(a+)+(a+)+(a+)+b" x "\${y}")\n${target}`, /./],
    ["deep sums", `math(EXPR x "${"(".repeat(5_000)}1${")".repeat(5_000)}")\n${target}`, /./],
    ["expressions inside of expressions", `set(x "${"$<1:".repeat(5_000)}a${">".repeat(5_000)}")\n${target}`, /./],
    ["undecided branches", `${Array.from({ length: 200 }, (_, i) => `if(DEFINED ENV{A${i}})\n  list(APPEND x ${i})\n  return()\nendif()\n`).join("")}${target}`, /./],
    ["subdirectories of themselves", `add_subdirectory(\${CMAKE_CURRENT_SOURCE_DIR} b\${x})\n${target}`, /limit/],
  ])("of %s", { timeout: 30_000 }, (_, text, reason) => {
    const started = performance.now();
    const { lines, reasons } = cmake(text);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect([...lines, ...reasons].join("\n")).toMatch(reason);
  });
});
