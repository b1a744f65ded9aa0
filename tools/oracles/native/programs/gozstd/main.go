package main

import _ "github.com/valyala/gozstd"

func main() {}
