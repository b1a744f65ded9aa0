//go:build b

package main
