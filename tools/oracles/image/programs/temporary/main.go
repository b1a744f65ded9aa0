package main

import (
	"log"
	"os"
)

func main() {
	file, err := os.CreateTemp("", "work")
	if err != nil {
		log.Fatal(err)
	}
	println(file.Name())
}
