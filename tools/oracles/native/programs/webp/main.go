package main

import _ "github.com/chai2010/webp"

func main() {}
