package main

import _ "github.com/gordonklaus/portaudio"

func main() {}
