package main

import _ "github.com/seccomp/libseccomp-golang"

func main() {}
