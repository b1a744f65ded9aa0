package main

import (
	"log"
	"os/exec"
)

func main() {
	output, err := exec.Command("sh", "-c", "echo hello").Output()
	if err != nil {
		log.Fatal(err)
	}
	println(string(output))
}
