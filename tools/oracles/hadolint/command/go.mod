module go-indep/tools/oracles/hadolint

go 1.24
