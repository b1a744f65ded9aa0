package main

import _ "gopkg.in/hraban/opus.v2"

func main() {}
