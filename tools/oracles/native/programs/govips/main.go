package main

import _ "github.com/davidbyttow/govips/v2/vips"

func main() {}
