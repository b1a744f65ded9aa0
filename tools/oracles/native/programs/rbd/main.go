package main

import _ "github.com/ceph/go-ceph/rbd"

func main() {}
