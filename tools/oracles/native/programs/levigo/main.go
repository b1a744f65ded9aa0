package main

import _ "github.com/jmhodges/levigo"

func main() {}
