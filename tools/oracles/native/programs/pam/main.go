package main

import _ "github.com/msteinert/pam/v2"

func main() {}
