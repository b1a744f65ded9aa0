package main

import _ "github.com/pebbe/zmq4"

func main() {}
