package main

import _ "github.com/veandco/go-sdl2/sdl"

func main() {}
