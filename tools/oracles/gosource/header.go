package main

import (
	"bytes"
	"errors"
	"go/ast"
	"go/build"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	_ "unsafe" // for linkname
)

//go:linkname parseFileHeader go/build.parseFileHeader
func parseFileHeader(content []byte) (trimmed, goBuild []byte, sawBinaryOnly bool, err error)

// Span is a byte range.
type Span [2]int

type importSpec struct {
	Path  string
	Name  *string
	Range Span
}

type directive struct {
	Text  string
	Range Span
}

// header is what go/parser (ImportsOnly) and go/build know of the head of a file.
type header struct {
	Error        string // of go/parser
	Package      string
	PackageRange Span
	Imports      []importSpec
	Directives   []directive // comments that begin with //go: before the end of the imports
	HeaderEnd    int         // of the last import or of the package name
	GoBuild      *string     // the expression of parseFileHeader
	GoBuildError bool
	PlusBuild    []string
	// per context: MatchFile as 1 true, 0 false, -1 error
	Match []int
	// per context, for files that import "C": flags of ImportDir, or its error
	Cgo []cgoFlags
}

type cgoFlags struct {
	Error                                                  string
	CFLAGS, CPPFLAGS, CXXFLAGS, FFLAGS, LDFLAGS, PkgConfig []string
}

type contextSpec struct {
	Goos, Goarch, Compiler string
	Cgo                    bool
	Minor                  int
	Tags                   []string
}

func (c contextSpec) context() build.Context {
	ctx := build.Default
	ctx.GOOS, ctx.GOARCH, ctx.Compiler, ctx.CgoEnabled = c.Goos, c.Goarch, c.Compiler, c.Cgo
	ctx.BuildTags = c.Tags
	ctx.ToolTags = nil
	ctx.ReleaseTags = nil
	for i := 1; i <= c.Minor; i++ {
		ctx.ReleaseTags = append(ctx.ReleaseTags, "go1."+strconv.Itoa(i))
	}
	ctx.GOROOT, ctx.GOPATH = "/no-goroot", "/no-gopath"
	return ctx
}

// oneFile makes ctx see a directory /S with one file.
func oneFile(ctx *build.Context, name string, content []byte) {
	ctx.OpenFile = func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
	ctx.ReadDir = func(string) ([]fs.FileInfo, error) { return []fs.FileInfo{info{name, int64(len(content))}}, nil }
	ctx.IsDir = func(string) bool { return true }
}

type info struct {
	name string
	size int64
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return 0o644 }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return false }
func (i info) Sys() any           { return nil }

func readHeader(file string, content []byte, contexts []contextSpec) header {
	var h header
	isGo := strings.HasSuffix(file, ".go")
	usesCgo := false
	if isGo {
		usesCgo = h.parse(content)
	}
	h.buildLines(content)
	name := filepath.Base(file)
	for _, spec := range contexts {
		ctx := spec.context()
		oneFile(&ctx, name, content)
		ok, err := ctx.MatchFile("/S", name)
		switch {
		case err != nil:
			h.Match = append(h.Match, -1)
		case ok:
			h.Match = append(h.Match, 1)
		default:
			h.Match = append(h.Match, 0)
		}
		if usesCgo {
			h.Cgo = append(h.Cgo, flagsOf(ctx, content))
		}
	}
	return h
}

// flagsOf reads the file under a name without constraints, with cgo on.
func flagsOf(ctx build.Context, content []byte) cgoFlags {
	oneFile(&ctx, "x.go", content)
	ctx.CgoEnabled = true
	ctx.UseAllFiles = true
	p, err := ctx.ImportDir("/S", 0)
	var none *build.NoGoError
	if err != nil && !errors.As(err, &none) {
		return cgoFlags{Error: err.Error()}
	}
	return cgoFlags{CFLAGS: p.CgoCFLAGS, CPPFLAGS: p.CgoCPPFLAGS, CXXFLAGS: p.CgoCXXFLAGS, FFLAGS: p.CgoFFLAGS, LDFLAGS: p.CgoLDFLAGS, PkgConfig: p.CgoPkgConfig}
}

// parse reports whether the file imports "C".
func (h *header) parse(content []byte) bool {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "x.go", content, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		h.Error = err.Error()
	}
	if f == nil || f.Name == nil {
		return false
	}
	file := fset.File(f.Pos())
	if file == nil {
		return false
	}
	span := func(n ast.Node) Span { return Span{file.Offset(n.Pos()), file.Offset(n.End())} }
	h.Package, h.PackageRange = f.Name.Name, span(f.Name)
	h.HeaderEnd = h.PackageRange[1]
	usesCgo := false
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range g.Specs {
			spec, ok := s.(*ast.ImportSpec)
			if !ok {
				continue
			}
			path, _ := strconv.Unquote(spec.Path.Value)
			usesCgo = usesCgo || path == "C"
			i := importSpec{Path: path, Range: span(spec.Path)}
			if spec.Name != nil {
				i.Name = &spec.Name.Name
			}
			h.Imports = append(h.Imports, i)
		}
		h.HeaderEnd = span(g)[1]
	}
	for _, g := range f.Comments {
		for _, c := range g.List {
			if r := span(c); strings.HasPrefix(c.Text, "//go:") && r[0] < h.HeaderEnd {
				h.Directives = append(h.Directives, directive{c.Text, r})
			}
		}
	}
	return usesCgo
}

func (h *header) buildLines(content []byte) {
	trimmed, goBuild, _, err := parseFileHeader(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")))
	h.GoBuildError = err != nil
	if err != nil {
		return
	}
	if goBuild != nil {
		text := strings.TrimSpace(strings.TrimPrefix(string(goBuild), "//go:build"))
		h.GoBuild = &text
	}
	for line := range strings.SplitSeq(string(trimmed), "\n") {
		line = strings.TrimSpace(line)
		if !constraint.IsPlusBuild(line) {
			continue
		}
		text := strings.TrimSpace(strings.TrimPrefix(line, "//"))
		h.PlusBuild = append(h.PlusBuild, strings.TrimSpace(strings.TrimPrefix(text, "+build")))
	}
}
