package main

import _ "github.com/miekg/pkcs11"

func main() {}
