package main

import _ "crawshaw.io/sqlite"

func main() {}
