/** Texts that are kept, in UTF-16 units. */
const KEPT_TEXT = 32 * 1024 * 1024;

/** Texts by path, the least recently used ones forgotten. */
export class TextCache {
  readonly #texts = new Map<string, { readonly fingerprint: string; readonly text: string }>();
  #length = 0;

  get(own: string, fingerprint: string): string | null {
    const found = this.#texts.get(own);
    if (found === undefined || found.fingerprint !== fingerprint) return null;
    this.#texts.delete(own);
    this.#texts.set(own, found);
    return found.text;
  }

  set(own: string, fingerprint: string, text: string): void {
    this.#forget(own);
    this.#texts.set(own, { fingerprint, text });
    this.#length += text.length;
    for (const oldest of this.#texts.keys()) {
      if (this.#length <= KEPT_TEXT) break;
      this.#forget(oldest);
    }
  }

  #forget(own: string): void {
    this.#length -= this.#texts.get(own)?.text.length ?? 0;
    this.#texts.delete(own);
  }
}
