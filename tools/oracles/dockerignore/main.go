// Command dockerignore prints, as JSON lines, which files of a directory are sent as a build context: as the client of BuildKit walks
// (tonistiigi/fsutil, with moby/patternmatcher). Standard input is a JSON object with the texts of ignore files and the files; standard output has
// one object per text, in order.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
	"github.com/tonistiigi/fsutil"
)

type request struct {
	// Files are paths, which are created empty; those that end in a slash are directories.
	Files []string
	Texts []string
}

type answer struct {
	Error string
	// Sent are the paths that the walk gives, directories with a slash at their end.
	Sent []string
	// Matched are the files of the request that MatchesOrParentMatches leaves out.
	Matched []string
}

func main() {
	log.SetFlags(0)
	var req request
	if err := json.NewDecoder(os.Stdin).Decode(&req); err != nil {
		log.Fatal(err)
	}
	root, err := os.MkdirTemp("", "context")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(root)
	for _, file := range req.Files {
		if err := create(filepath.Join(root, file), strings.HasSuffix(file, "/")); err != nil {
			log.Fatal(err)
		}
	}
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, text := range req.Texts {
		if err := enc.Encode(walk(root, text, req.Files)); err != nil {
			log.Fatal(err)
		}
	}
}

func create(path string, directory bool) error {
	if directory {
		return os.MkdirAll(path, 0o755)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, nil, 0o644)
}

func walk(root, text string, files []string) answer {
	patterns, err := ignorefile.ReadAll(strings.NewReader(text))
	if err != nil {
		return answer{Error: err.Error()}
	}
	var result answer
	opt := &fsutil.FilterOpt{ExcludePatterns: patterns}
	err = fsutil.WalkDir(context.Background(), root, opt, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			path += "/"
		}
		result.Sent = append(result.Sent, path)
		return nil
	})
	if err != nil {
		return answer{Error: err.Error()}
	}
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		return answer{Error: err.Error()}
	}
	for _, file := range files {
		if matched, err := matcher.MatchesOrParentMatches(file); err == nil && matched {
			result.Matched = append(result.Matched, file)
		}
	}
	return result
}
