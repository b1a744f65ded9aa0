package main

import _ "github.com/go-piv/piv-go/v2/piv"

func main() {}
