/** Half-open range of UTF-16 offsets, as ESLint's `node.range`. */
export type Range = readonly [start: number, end: number];
