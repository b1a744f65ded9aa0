package main

import _ "github.com/google/go-tpm-tools/simulator"

func main() {}
