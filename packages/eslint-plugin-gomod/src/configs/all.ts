// Written by `npm run generate` from the tiers of the rules.
export const all = {
  "go-gomod/no-cgo-resolver-surprise": "error",
  "go-gomod/no-hidden-dlopen": "error",
  "go-gomod/no-ineffective-netdns": "error",
  "go-gomod/no-outside-replace": "error",
  "go-gomod/no-plugin-in-static-build": "error",
  "go-gomod/no-rejected-cgo-flag": "error",
  "go-gomod/no-static-cgo-directive": "error",
  "go-gomod/no-unfiltered-signal-notify": "warn",
  "go-gomod/no-unguarded-cgo": "error",
  "go-gomod/no-unknown-godebug": "error",
} as const;
