//go:build a

package main
