// Command shell prints, as JSON, the simple commands that mvdan.cc/sh finds in shell scripts. Standard input is a request; standard output has one
// object per script. Offsets are bytes.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

type request struct {
	Scripts []struct{ Name, Text string }
}

type span [2]uint

type command struct {
	Assigns, Words []span
	// `export`, `declare` and their kin take assignments as arguments
	Declares bool
}

type answer struct {
	Name     string
	Error    string
	Commands []command
}

func main() {
	var req request
	if err := json.NewDecoder(os.Stdin).Decode(&req); err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for _, script := range req.Scripts {
		if err := encoder.Encode(read(script.Name, script.Text)); err != nil {
			log.Fatal(err)
		}
	}
}

func read(name, text string) answer {
	result := answer{Name: name, Commands: []command{}}
	file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
	if err != nil {
		result.Error = err.Error()
		return result
	}
	syntax.Walk(file, func(node syntax.Node) bool {
		switch node := node.(type) {
		case *syntax.CallExpr:
			found := command{Assigns: []span{}, Words: []span{}}
			for _, assign := range node.Assigns {
				found.Assigns = append(found.Assigns, place(assign))
			}
			for _, word := range node.Args {
				found.Words = append(found.Words, place(word))
			}
			result.Commands = append(result.Commands, found)
		case *syntax.DeclClause:
			found := command{Assigns: []span{}, Words: []span{place(node.Variant)}, Declares: true}
			for _, word := range node.Args {
				found.Words = append(found.Words, place(word))
			}
			result.Commands = append(result.Commands, found)
		case *syntax.LetClause:
			return false
		}
		return true
	})
	return result
}

func place(node syntax.Node) span {
	return span{node.Pos().Offset(), node.End().Offset()}
}
