//go:build !cgo

package main
