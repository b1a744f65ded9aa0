// Written by `npm run generate` from the tiers of the rules.
export const strict = {
  "go-ldflags/no-broken-flag-quoting": "error",
  "go-ldflags/no-broken-goflags": "error",
  "go-ldflags/no-empty-git-version": "error",
  "go-ldflags/no-empty-x-value": "error",
  "go-ldflags/no-impossible-link-mode": "error",
  "go-ldflags/no-ineffective-cgo-enabled": "error",
  "go-ldflags/no-ineffective-static-flags": "error",
  "go-ldflags/no-literal-substitution": "error",
  "go-ldflags/no-lost-environment": "error",
  "go-ldflags/no-misplaced-buildmode": "error",
  "go-ldflags/no-overridden-flag": "error",
  "go-ldflags/no-overridden-make-variable": "error",
  "go-ldflags/no-static-cgo-ldflags": "error",
  "go-ldflags/no-unexported-variable": "error",
  "go-ldflags/no-unresolved-x-target": "error",
} as const;
