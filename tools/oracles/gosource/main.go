// Command gosource prints, as JSON lines, what Go's own packages read from source files. Standard input is a JSON object with the build
// contexts and the files; standard output has one object per file, in order. Offsets are bytes.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"strings"
)

type request struct {
	Contexts []contextSpec
	Files    []string
	Bodies   bool
}

type answer struct {
	File   string
	Header header
	Body   *body `json:",omitempty"`
}

func main() {
	log.SetFlags(0)
	var req request
	if err := json.NewDecoder(os.Stdin).Decode(&req); err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, file := range req.Files {
		content, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		a := answer{File: file, Header: readHeader(file, content, req.Contexts)}
		if req.Bodies && strings.HasSuffix(file, ".go") {
			b := readBody(content)
			a.Body = &b
		}
		if err := enc.Encode(a); err != nil {
			log.Fatal(err)
		}
	}
}
