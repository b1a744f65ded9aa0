// Uses the local zone, which TZ names; Go takes UTC without a word when it does not know the name.
package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	if zone, _ := time.Now().Zone(); zone == "UTC" {
		fmt.Println("local time is UTC, not", os.Getenv("TZ"))
		os.Exit(1)
	}
	fmt.Println(time.Now())
}
