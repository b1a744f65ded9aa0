// Command installer stands in for apt-get and apk in imitated images. A package is a directory below /oracle/packages whose files it copies to /,
// or removes; the directory is given by the oracle, not by the network.
//
//	apt-get update | apt-get install [flags] name… | apt-get remove|purge [flags] name…
//	apk update | apk add [flags] name… | apk del [flags] name…
package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const packages = "/oracle/packages"

func main() {
	var words []string
	for _, word := range os.Args[1:] {
		if !strings.HasPrefix(word, "-") {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		fail(fmt.Errorf("no command"))
	}
	for _, name := range words[1:] {
		switch words[0] {
		case "install", "add":
			fail(each(name, install))
		case "remove", "purge", "del":
			fail(each(name, remove))
		}
	}
}

func each(name string, do func(from, to string, entry fs.DirEntry) error) error {
	root := filepath.Join(packages, name)
	if _, err := os.Stat(root); err != nil {
		return fmt.Errorf("unable to locate package %s", name)
	}
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		return do(path, strings.TrimPrefix(path, root), entry)
	})
}

func install(from, to string, entry fs.DirEntry) error {
	switch {
	case entry.IsDir():
		return os.MkdirAll(to, 0o755)
	case entry.Type() == fs.ModeSymlink:
		target, err := os.Readlink(from)
		if err != nil {
			return err
		}
		os.Remove(to)
		return os.Symlink(target, to)
	}
	os.Remove(to)
	return copyFile(from, to)
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	info, err := source.Stat()
	if err != nil {
		return err
	}
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, info.Mode().Perm())
	if err != nil {
		return err
	}
	defer target.Close()
	_, err = io.Copy(target, source)
	return err
}

// remove leaves directories, which other packages may share.
func remove(_, to string, entry fs.DirEntry) error {
	if entry.IsDir() {
		return nil
	}
	if err := os.Remove(to); err != nil && !os.IsNotExist(err) {
		return err
	}
	return nil
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "E:", err)
		os.Exit(100)
	}
}
