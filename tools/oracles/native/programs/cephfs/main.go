package main

import _ "github.com/ceph/go-ceph/cephfs"

func main() {}
