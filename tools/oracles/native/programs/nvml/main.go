package main

import _ "github.com/NVIDIA/go-nvml/pkg/nvml"

func main() {}
