// Written by `npm run generate` from the tiers of the rules.
export const all = {
  "go-dockerfile/no-architecture-mismatch": "error",
  "go-dockerfile/no-disabled-cgo": "error",
  "go-dockerfile/no-likely-missing-shared-library": "warn",
  "go-dockerfile/no-malformed-exec-form": "error",
  "go-dockerfile/no-missing-c-compiler": "error",
  "go-dockerfile/no-missing-ca-certificates": "error",
  "go-dockerfile/no-missing-entrypoint": "error",
  "go-dockerfile/no-missing-interpreter": "error",
  "go-dockerfile/no-missing-shared-library": "error",
  "go-dockerfile/no-missing-shell": "error",
  "go-dockerfile/no-missing-user-database": "error",
  "go-dockerfile/no-missing-zoneinfo": "error",
  "go-dockerfile/no-newer-glibc": "error",
  "go-dockerfile/no-signal-swallowing-shell": "warn",
  "go-dockerfile/no-unconsumed-build-arg": "warn",
  "go-dockerfile/no-undeclared-build-arg": "error",
} as const;
