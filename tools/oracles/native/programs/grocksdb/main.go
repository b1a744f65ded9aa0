package main

import _ "github.com/linxGnu/grocksdb"

func main() {}
