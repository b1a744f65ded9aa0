// Written by `npm run generate` from the tiers of the rules.
export const strict = {
  "go-gomod/no-rejected-cgo-flag": "error",
  "go-gomod/no-unfiltered-signal-notify": "warn",
} as const;
