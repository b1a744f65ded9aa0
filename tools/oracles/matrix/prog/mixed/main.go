// Package main links net, os/user and C code of its own.
package main

/*
static int answer(void) { return 42; }
*/
import "C"

import (
	"fmt"
	"net"
	"os/user"
)

func main() {
	_, err := net.LookupHost("localhost")
	_, err2 := user.Current()
	fmt.Println("ok mixed", C.answer(), err, err2)
}
