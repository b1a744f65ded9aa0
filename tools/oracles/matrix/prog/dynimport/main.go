// Package main asks for a library at run time without cgo, as purego does.
package main

import "fmt"

func main() { fmt.Println("ok dynimport") }
