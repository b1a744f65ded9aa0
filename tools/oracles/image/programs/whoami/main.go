package main

import (
	"log"
	"os/user"
)

func main() {
	current, err := user.Current()
	if err != nil {
		log.Fatal(err)
	}
	println(current.Username)
}
