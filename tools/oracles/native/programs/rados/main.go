package main

import _ "github.com/ceph/go-ceph/rados"

func main() {}
