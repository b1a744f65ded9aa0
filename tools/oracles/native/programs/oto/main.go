package main

import _ "github.com/ebitengine/oto/v3"

func main() {}
