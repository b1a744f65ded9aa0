package main

import _ "github.com/tree-sitter/go-tree-sitter"

func main() {}
