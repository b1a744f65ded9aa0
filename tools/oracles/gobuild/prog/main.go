// Package main shows in its list of files which tags are set and whether cgo is on.
package main

func main() {}
