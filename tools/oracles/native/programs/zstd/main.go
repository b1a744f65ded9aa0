package main

import _ "github.com/DataDog/zstd"

func main() {}
