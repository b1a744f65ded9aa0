package main

import (
	"log"
	"os/exec"
)

func main() {
	output, err := exec.Command("git", "--version").Output()
	if err != nil {
		log.Fatal(err)
	}
	println(string(output))
}
