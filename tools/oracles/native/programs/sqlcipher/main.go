package main

import _ "github.com/mutecomm/go-sqlcipher/v4"

func main() {}
