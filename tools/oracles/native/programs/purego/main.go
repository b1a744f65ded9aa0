package main

import _ "github.com/ebitengine/purego"

func main() {}
