//go:build c

package main
