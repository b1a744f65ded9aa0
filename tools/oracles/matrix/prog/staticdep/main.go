// Package main has a dependency that makes the whole program static (fact q13).
package main

import (
	"fmt"

	"example.com/lab/staticdep/dep"
)

func main() { fmt.Println("ok staticdep", dep.Answer()) }
