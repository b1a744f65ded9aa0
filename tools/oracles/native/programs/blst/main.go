package main

import _ "github.com/supranational/blst/bindings/go"

func main() {}
