// Links net: dynamic with cgo.
package main

import "net"

func main() {
	addresses, err := net.LookupHost("localhost")
	if err != nil {
		panic(err)
	}
	println(addresses[0])
}
