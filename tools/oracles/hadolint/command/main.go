// A WASI command that proves what a host gives and holds: it prints in hadolint's format what it was given, or misbehaves when its input says so.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
)

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		fail("stdin: %v", err)
	}
	first, _, _ := strings.Cut(string(input), "\n")
	switch first {
	case "# exit":
		fail("as it was told")
	case "# loop":
		for {
		}
	case "# memory":
		hold(1 << 40)
	case "# some memory":
		hold(32 << 20)
	case "# print":
		for {
			fmt.Println(strings.Repeat("a", 1000))
		}
	case "# trap":
		var none *int
		*none = 1
	case "# silence":
		return
	}
	answer, err := json.Marshal([]map[string]any{{
		"code": "X1", "level": "info", "line": 1, "column": 1, "file": "-",
		"message": fmt.Sprintf("%x %q %q files:%t sockets:%t", sha256.Sum256(input), os.Args, os.Environ(), sees("/") || sees("."), dials()),
	}})
	if err != nil {
		fail("%v", err)
	}
	os.Stdout.Write(answer)
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format, args...)
	os.Exit(3)
}

func hold(bytes int) {
	var blocks [][]byte
	for size := 0; size < bytes; size += 1 << 20 {
		block := make([]byte, 1<<20)
		block[0] = 1
		blocks = append(blocks, block)
	}
	_ = len(blocks)
}

func sees(directory string) bool {
	_, err := os.ReadDir(directory)
	return err == nil
}

func dials() bool {
	_, err := net.Dial("tcp", "127.0.0.1:80")
	return err == nil
}
