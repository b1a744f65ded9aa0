package main

import _ "github.com/otiai10/gosseract/v2"

func main() {}
