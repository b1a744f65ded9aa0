package main

import _ "github.com/ethereum/go-ethereum/crypto/secp256k1"

func main() {}
