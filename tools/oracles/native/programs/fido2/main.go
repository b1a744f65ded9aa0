package main

import _ "github.com/keys-pub/go-libfido2"

func main() {}
