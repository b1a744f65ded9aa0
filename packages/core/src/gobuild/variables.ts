/** Environment variables that decide what a go command builds. Source: cmd/internal/cfg (KnownEnv), internal/buildcfg. */
export const BUILD_VARIABLES: readonly string[] = [
  "AR", "CC", "CGO_CFLAGS", "CGO_CFLAGS_ALLOW", "CGO_CPPFLAGS", "CGO_CPPFLAGS_ALLOW", "CGO_CXXFLAGS", "CGO_CXXFLAGS_ALLOW", "CGO_ENABLED", "CGO_FFLAGS_ALLOW",
  "CGO_LDFLAGS", "CGO_LDFLAGS_ALLOW", "CXX", "FC", "GO111MODULE", "GO386", "GOAMD64", "GOARCH", "GOARM", "GOARM64", "GOBIN", "GOENV", "GOEXPERIMENT", "GOFLAGS", "GOMIPS",
  "GOMIPS64", "GOOS", "GOPATH", "GOPPC64", "GORISCV64", "GOROOT", "GOROOT_FINAL", "GOTOOLCHAIN", "GOWORK", "PKG_CONFIG",
];
