// Package main has C code only with GOEXPERIMENT=boringcrypto.
package main

import (
	"crypto/sha256"
	"fmt"
)

func main() { fmt.Printf("ok sha %x\n", sha256.Sum256(nil)) }
