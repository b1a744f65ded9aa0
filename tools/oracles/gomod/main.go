// Command gomod prints, as JSON, what Go's own packages read from go.mod and go.work files and how they order versions. Standard input is a
// request; standard output has one object per file and then one object for the versions. Offsets are bytes.
package main

import (
	"bufio"
	"encoding/json"
	"go/version"
	"log"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

type request struct {
	Files []string
	// pairs to compare
	ModulePairs, GoPairs [][2]string
	// values to classify
	ModuleVersions, GoVersions, Paths []string
}

type span [2]int

type line struct {
	Values []string
	Range  span
}

type fileAnswer struct {
	File     string
	Error    string
	Comments []line
	// statements by verb
	Lines map[string][]line
}

type versionAnswer struct {
	ModuleOrder, GoOrder               []int
	Canonical, Major, EscapedVersion   []string
	GoValid                            []bool
	GoLanguage, EscapedPath, PathMajor []string
	PathMajorOK                        []bool
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
		data, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		if err := enc.Encode(readFile(file, data)); err != nil {
			log.Fatal(err)
		}
	}
	if err := enc.Encode(versions(req)); err != nil {
		log.Fatal(err)
	}
}

func readFile(file string, data []byte) fileAnswer {
	a := fileAnswer{File: file, Lines: map[string][]line{}}
	add := func(verb string, l *modfile.Line, values ...string) {
		a.Lines[verb] = append(a.Lines[verb], line{values, span{l.Start.Byte, l.End.Byte}})
	}
	var syntax *modfile.FileSyntax
	var replace []*modfile.Replace
	var godebug []*modfile.Godebug
	var goLine *modfile.Go
	var toolchain *modfile.Toolchain
	if filepath.Base(file) == "go.work" {
		f, err := modfile.ParseWork(file, data, nil)
		if err != nil {
			a.Error = err.Error()
			return a
		}
		syntax, replace, godebug, goLine, toolchain = f.Syntax, f.Replace, f.Godebug, f.Go, f.Toolchain
		for _, u := range f.Use {
			add("use", u.Syntax, u.Path)
		}
	} else {
		f, err := modfile.Parse(file, data, nil)
		if err != nil {
			a.Error = err.Error()
			return a
		}
		syntax, replace, godebug, goLine, toolchain = f.Syntax, f.Replace, f.Godebug, f.Go, f.Toolchain
		if f.Module != nil {
			add("module", f.Module.Syntax, f.Module.Mod.Path)
		}
		for _, r := range f.Require {
			indirect := ""
			if r.Indirect {
				indirect = "indirect"
			}
			add("require", r.Syntax, r.Mod.Path, r.Mod.Version, indirect)
		}
		for _, e := range f.Exclude {
			add("exclude", e.Syntax, e.Mod.Path, e.Mod.Version)
		}
		for _, r := range f.Retract {
			add("retract", r.Syntax, r.Low, r.High)
		}
		for _, t := range f.Tool {
			add("tool", t.Syntax, t.Path)
		}
		for _, i := range f.Ignore {
			add("ignore", i.Syntax, i.Path)
		}
	}
	if goLine != nil {
		add("go", goLine.Syntax, goLine.Version)
	}
	if toolchain != nil {
		add("toolchain", toolchain.Syntax, toolchain.Name)
	}
	for _, g := range godebug {
		add("godebug", g.Syntax, g.Key, g.Value)
	}
	for _, r := range replace {
		add("replace", r.Syntax, r.Old.Path, r.Old.Version, r.New.Path, r.New.Version)
	}
	a.Comments = comments(syntax)
	return a
}

// comments lists the comments of a file in no particular order.
func comments(f *modfile.FileSyntax) []line {
	var list []line
	take := func(c *modfile.Comments) {
		for _, group := range [][]modfile.Comment{c.Before, c.Suffix, c.After} {
			for _, comment := range group {
				if comment.Token != "" {
					list = append(list, line{[]string{comment.Token}, span{comment.Start.Byte, comment.Start.Byte + len(comment.Token)}})
				}
			}
		}
	}
	take(&f.Comments)
	for _, s := range f.Stmt {
		take(s.Comment())
		if b, ok := s.(*modfile.LineBlock); ok {
			take(&b.LParen.Comments)
			take(&b.RParen.Comments)
			for _, l := range b.Line {
				take(l.Comment())
			}
		}
	}
	return list
}

func versions(req request) versionAnswer {
	var a versionAnswer
	for _, p := range req.ModulePairs {
		a.ModuleOrder = append(a.ModuleOrder, semver.Compare(p[0], p[1]))
	}
	for _, p := range req.GoPairs {
		a.GoOrder = append(a.GoOrder, version.Compare("go"+p[0], "go"+p[1]))
	}
	for _, v := range req.ModuleVersions {
		escaped := ""
		if semver.IsValid(v) {
			var err error
			if escaped, err = module.EscapeVersion(v); err != nil {
				log.Fatal(err)
			}
		}
		a.Canonical = append(a.Canonical, module.CanonicalVersion(v))
		a.Major = append(a.Major, semver.Major(v))
		a.EscapedVersion = append(a.EscapedVersion, escaped)
	}
	for _, v := range req.GoVersions {
		a.GoValid = append(a.GoValid, version.IsValid("go"+v))
		a.GoLanguage = append(a.GoLanguage, version.Lang("go"+v))
	}
	for _, p := range req.Paths {
		escaped, err := module.EscapePath(p)
		if err != nil {
			escaped = ""
		}
		_, major, ok := module.SplitPathVersion(p)
		a.EscapedPath = append(a.EscapedPath, escaped)
		a.PathMajor = append(a.PathMajor, major)
		a.PathMajorOK = append(a.PathMajorOK, ok)
	}
	return a
}
