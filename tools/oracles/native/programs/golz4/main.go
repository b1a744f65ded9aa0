package main

import _ "github.com/cloudflare/golz4"

func main() {}
