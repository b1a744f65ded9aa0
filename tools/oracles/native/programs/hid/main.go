package main

import _ "github.com/karalabe/hid"

func main() {}
