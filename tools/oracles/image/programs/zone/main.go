package main

import (
	"log"
	"time"
)

func main() {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		log.Fatal(err)
	}
	println(time.Unix(0, 0).In(berlin).String())
}
