package main

import (
	"maps"
	"slices"

	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

type wordCase struct {
	Text, Escape string
	Env          []string
	KeepQuotes   bool
}

type wordAnswer struct {
	Error, WordsError  string
	Result             string
	Words              []string
	Matched, Unmatched []string
}

func expand(word wordCase) wordAnswer {
	lex := shell.NewLex(rune(word.Escape[0]))
	lex.SkipProcessQuotes = word.KeepQuotes
	env := shell.EnvsFromSlice(word.Env)
	var answer wordAnswer
	result, err := lex.ProcessWordWithMatches(word.Text, env)
	if err != nil {
		answer.Error = err.Error()
	}
	answer.Result = result.Result
	answer.Matched = slices.Sorted(maps.Keys(result.Matched))
	answer.Unmatched = slices.Sorted(maps.Keys(result.Unmatched))
	words, err := lex.ProcessWords(word.Text, env)
	if err != nil {
		answer.WordsError = err.Error()
	}
	answer.Words = words
	return answer
}
