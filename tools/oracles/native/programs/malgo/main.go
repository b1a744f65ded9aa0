package main

import _ "github.com/gen2brain/malgo"

func main() {}
