package main

import _ "github.com/containerd/btrfs/v2"

func main() {}
