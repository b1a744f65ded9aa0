package main

import _ "github.com/go-enry/go-oniguruma"

func main() {}
