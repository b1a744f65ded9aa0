package main

import (
	"log"
	"time"
)

func main() {
	eastern, err := time.LoadLocation("US/Eastern")
	if err != nil {
		log.Fatal(err)
	}
	println(time.Unix(0, 0).In(eastern).String())
}
