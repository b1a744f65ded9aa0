import { styleText } from "node:util";

/** Colours of the terminal, or none. */
export interface Paint {
  strong(text: string): string;
  dim(text: string): string;
  mark(verdict: "met" | "unmet" | "unknown", text: string): string;
}

const COLOURS = { met: "green", unmet: "red", unknown: "yellow" } as const;

/** @param colours whether escape codes may be written: a terminal that did not refuse them (NO_COLOR) */
export function paint(colours: boolean): Paint {
  const style = (format: Parameters<typeof styleText>[0], text: string): string => (colours ? styleText(format, text) : text);
  return {
    strong: (text) => style("bold", text),
    dim: (text) => style("dim", text),
    mark: (verdict, text) => style(COLOURS[verdict], text),
  };
}
