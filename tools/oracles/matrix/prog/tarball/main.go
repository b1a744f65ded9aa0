// Package main reaches os/user by archive/tar alone (fact a3).
package main

import (
	"archive/tar"
	"fmt"
	"os"
)

func main() {
	h, err := tar.FileInfoHeader(must(os.Stat("/")), "")
	fmt.Println("ok tarball", h != nil, err)
}

func must(info os.FileInfo, err error) os.FileInfo {
	if err != nil {
		panic(err)
	}
	return info
}
