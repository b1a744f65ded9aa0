package main

import _ "github.com/go-gl/glfw/v3.3/glfw"

func main() {}
