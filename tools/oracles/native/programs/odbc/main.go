package main

import _ "github.com/alexbrainman/odbc"

func main() {}
