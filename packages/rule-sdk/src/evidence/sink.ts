import { shared } from "../shared.js";
import type { Attachment } from "./attachment.js";

/** What identifies a message before and after ESLint made it: two findings of one rule at one place differ in their text. */
export interface MessageKey {
  readonly ruleId: string;
  /** 1-based, as in messages */
  readonly line: number;
  /** 1-based, as in messages */
  readonly column: number;
  readonly message: string;
}

interface OfFile {
  /** the pass over the file that these belong to */
  readonly source: WeakRef<object>;
  readonly byKey: Map<string, Attachment>;
}

/**
 * Attachments on their way from a rule to the processor, by file. Rules and processor run in the same thread one after the other, and the
 * entry of a file begins anew when the file is linted again, so that nothing piles up where no processor collects it.
 */
const attachments = shared("go-indep.evidence@1", () => new Map<string, OfFile>());

const keyOf = ({ ruleId, line, column, message }: MessageKey): string => JSON.stringify([ruleId, line, column, message]);

/** @param source the source code object of the pass */
export function attach(file: string, source: object, key: MessageKey, attachment: Attachment): void {
  let ofFile = attachments.get(file);
  if (ofFile?.source.deref() !== source) attachments.set(file, (ofFile = { source: new WeakRef(source), byKey: new Map() }));
  ofFile.byKey.set(keyOf(key), attachment);
}

/** Everything attached to the messages of a file, which is forgotten by this call. */
export function collect(file: string): (key: MessageKey) => Attachment | undefined {
  const ofFile = attachments.get(file);
  attachments.delete(file);
  return (key) => ofFile?.byKey.get(keyOf(key));
}
