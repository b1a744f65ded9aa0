// Package main prints variables of every shape that -X may name (facts f1–f7).
package main

import (
	"fmt"
	"strings"

	"example.com/lab/xvars/info"
)

const Const = "const"

type text = string
type own string

var (
	plain       string
	Literal            = "literal"
	Raw                = `raw`
	Sum                = "a" + "b"
	FromConst          = Const
	FromVar            = Literal
	FromLibrary        = strings.ToUpper("library")
	FromSprint         = fmt.Sprint("sprint")
	Typed       text   = "typed"
	Declared    string = "declared"
	Guarded     string
	Own         own = "own"
	Number          = 1
)

func init() {
	if Guarded == "" {
		Guarded = "guarded"
	}
}

func main() {
	fmt.Println("plain", plain)
	fmt.Println("Literal", Literal)
	fmt.Println("Raw", Raw)
	fmt.Println("Sum", Sum)
	fmt.Println("FromConst", FromConst)
	fmt.Println("FromVar", FromVar)
	fmt.Println("FromLibrary", FromLibrary)
	fmt.Println("FromSprint", FromSprint)
	fmt.Println("Typed", Typed)
	fmt.Println("Declared", Declared)
	fmt.Println("Guarded", Guarded)
	fmt.Println("Own", Own)
	fmt.Println("Number", Number)
	fmt.Println("Version", info.Version)
	fmt.Println("hidden", info.Hidden())
}
