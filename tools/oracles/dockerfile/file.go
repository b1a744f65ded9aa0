package main

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type heredoc struct {
	Name, Content string
	Expand, Chomp bool
}

type node struct {
	Name               string
	StartLine, EndLine int
	Flags, Args        []string
	JSON               bool
	Heredocs           []heredoc
	Inner              *node
}

type fileAnswer struct {
	// Error is why the file cannot be built: from the line parser, then from the instructions.
	Error       string
	LinesParsed bool
	Escape      string
	Nodes       []node
}

func readFile(text string) fileAnswer {
	result, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return fileAnswer{Error: err.Error()}
	}
	answer := fileAnswer{LinesParsed: true, Escape: string(result.EscapeToken)}
	for _, child := range result.AST.Children {
		answer.Nodes = append(answer.Nodes, convert(child))
	}
	stages, _, err := instructions.Parse(result.AST, linter.New(&linter.Config{Warn: ignoreWarning}))
	if err != nil {
		answer.Error = err.Error()
	} else if len(stages) == 0 {
		answer.Error = "dockerfile contains no stages to build" // dockerfile2llb
	}
	return answer
}

func ignoreWarning(string, string, string, string, []parser.Range) {}

func convert(from *parser.Node) node {
	to := node{Name: from.Value, StartLine: from.StartLine, EndLine: from.EndLine, Flags: from.Flags, JSON: from.Attributes["json"]}
	if from.Next != nil && len(from.Next.Children) > 0 {
		inner := convert(from.Next.Children[0])
		to.Inner = &inner
	} else {
		for next := from.Next; next != nil; next = next.Next {
			to.Args = append(to.Args, next.Value)
		}
	}
	for _, doc := range from.Heredocs {
		content := doc.Content
		if doc.Chomp {
			content = parser.ChompHeredocContent(content)
		}
		to.Heredocs = append(to.Heredocs, heredoc{doc.Name, content, doc.Expand, doc.Chomp})
	}
	return to
}
