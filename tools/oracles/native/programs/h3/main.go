package main

import _ "github.com/uber/h3-go/v4"

func main() {}
