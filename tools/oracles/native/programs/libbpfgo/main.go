package main

import _ "github.com/aquasecurity/libbpfgo"

func main() {}
