package main

import _ "github.com/yalue/onnxruntime_go"

func main() {}
