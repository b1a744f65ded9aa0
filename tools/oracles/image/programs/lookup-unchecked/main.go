// Trusts that there is such a user.
package main

import (
	"fmt"
	"os"
	"os/user"
)

func main() {
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Println("no user:", reason)
			os.Exit(1)
		}
	}()
	nobody, _ := user.Lookup("nobody")
	fmt.Println(nobody.Uid)
}
