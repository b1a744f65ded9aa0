package main

import _ "github.com/wasilibs/go-re2"

func main() {}
