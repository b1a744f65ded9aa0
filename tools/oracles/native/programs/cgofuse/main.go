package main

import _ "github.com/winfsp/cgofuse/fuse"

func main() {}
