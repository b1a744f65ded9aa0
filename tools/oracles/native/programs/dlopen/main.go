package main

import _ "github.com/coreos/pkg/dlopen"

func main() {}
