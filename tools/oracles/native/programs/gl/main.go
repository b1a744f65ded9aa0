package main

import _ "github.com/go-gl/gl/v3.3-core/gl"

func main() {}
