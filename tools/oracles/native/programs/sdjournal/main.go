package main

import _ "github.com/coreos/go-systemd/v22/sdjournal"

func main() {}
