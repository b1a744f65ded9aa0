// Trusts that there is a place for temporary files.
package main

import (
	"fmt"
	"os"
)

func main() {
	file, _ := os.CreateTemp("", "work")
	if _, err := file.WriteString("text"); err != nil {
		fmt.Println("no temporary file:", err)
		os.Exit(1)
	}
	fmt.Println(file.Name())
}
