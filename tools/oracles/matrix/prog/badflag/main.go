// Package main has a linker flag that go refuses (fact q12).
package main

// #cgo LDFLAGS: -Wl,--gc-sections
import "C"

func main() {}
