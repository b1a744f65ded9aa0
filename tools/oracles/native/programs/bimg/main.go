package main

import _ "github.com/h2non/bimg"

func main() {}
