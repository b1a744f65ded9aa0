package main

import (
	"log"
	"os/user"
)

func main() {
	nobody, err := user.Lookup("nobody")
	if err != nil {
		log.Fatal(err)
	}
	println(nobody.Uid)
}
