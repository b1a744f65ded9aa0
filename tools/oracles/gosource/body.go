package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

type value struct {
	Kind, Name string
	Range      Span
	Type       *Span
	Init       *Span
	Literal    string
}

type function struct {
	Name  string
	Range Span
	Body  *Span
}

type typeDecl struct {
	Name    string
	IsAlias bool
	Type    Span
	Range   Span
}

type call struct {
	Callee     Span
	Range      Span
	Args       []argument
	IsSpread   bool
	InFunction *string
	AssignedTo *[]Span
}

type receive struct {
	Channel, Range   Span
	InFunction       *string
	InLoop, InSelect bool
	AssignedTo       *[]Span
}

type argument struct {
	Range Span
	Value *string
}

type assignment struct {
	Name, InFunction string
	Range            Span
}

type stringLiteral struct {
	Value      string
	Range      Span
	InFunction *string
}

// body is what go/ast says of a whole file. Error is go/parser's; then the lists are empty.
type body struct {
	Error       string
	Values      []value
	Functions   []function
	Types       []typeDecl
	Calls       []call
	Receives    []receive
	Assignments []assignment
	Strings     []stringLiteral
	Directives  []directive
}

type bodyReader struct {
	body
	file     *token.File
	function *string
	assigned map[ast.Expr]*[]Span
	loops    []Span
	comms    []Span
}

func readBody(content []byte) body {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "x.go", content, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return body{Error: err.Error()}
	}
	r := &bodyReader{file: fset.File(f.FileStart), assigned: map[ast.Expr]*[]Span{}}
	for _, g := range f.Comments {
		for _, c := range g.List {
			if strings.HasPrefix(c.Text, "//go:") {
				r.Directives = append(r.Directives, directive{c.Text, r.span(c)})
			}
		}
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv != nil && d.Recv.NumFields() != 1 {
				// only the type checker refuses it
				return body{Error: "method has no or multiple receivers"}
			}
			r.funcDecl(d)
		case *ast.GenDecl:
			r.genDecl(d)
			if d.Tok != token.IMPORT {
				r.inspect(d)
			}
		}
	}
	slices.SortStableFunc(r.Calls, func(a, b call) int {
		if a.Range[0] != b.Range[0] {
			return a.Range[0] - b.Range[0]
		}
		return b.Range[1] - a.Range[1]
	})
	return r.body
}

func (r *bodyReader) span(n ast.Node) Span {
	return Span{r.file.Offset(n.Pos()), r.file.Offset(n.End())}
}

func (r *bodyReader) spans(list []ast.Expr) *[]Span {
	spans := []Span{}
	for _, e := range list {
		spans = append(spans, r.span(e))
	}
	return &spans
}

func (r *bodyReader) genDecl(d *ast.GenDecl) {
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			r.Types = append(r.Types, typeDecl{s.Name.Name, s.Assign.IsValid(), r.span(s.Type), r.span(s)})
		case *ast.ValueSpec:
			for i, name := range s.Names {
				v := value{Kind: d.Tok.String(), Name: name.Name, Range: r.span(name)}
				if s.Type != nil {
					t := r.span(s.Type)
					v.Type = &t
				}
				var init ast.Expr
				if len(s.Values) == 1 {
					init = s.Values[0]
				} else if i < len(s.Values) {
					init = s.Values[i]
				}
				if init != nil {
					span := r.span(init)
					v.Init = &span
					v.Literal, _ = literal(init)
				}
				r.Values = append(r.Values, v)
			}
		}
	}
}

// literal classifies string literals and sums of them, in parentheses or not.
func literal(e ast.Expr) (string, *string) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return literal(e.X)
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			if v, err := strconv.Unquote(e.Value); err == nil {
				return "string", &v
			}
		}
	case *ast.BinaryExpr:
		_, x := literal(e.X)
		_, y := literal(e.Y)
		if e.Op == token.ADD && x != nil && y != nil {
			v := *x + *y
			return "stringConcatenation", &v
		}
	}
	return "other", nil
}

func (r *bodyReader) funcDecl(d *ast.FuncDecl) {
	name := d.Name.Name
	if d.Recv != nil {
		if recv := receiver(d.Recv.List[0].Type); recv != "" {
			name = recv + "." + name
		}
	}
	f := function{Name: name, Range: r.span(d)}
	if d.Body != nil {
		b := r.span(d.Body)
		f.Body = &b
	}
	r.Functions = append(r.Functions, f)
	r.function = &name
	first := len(r.Assignments)
	r.inspect(d)
	locals := localNames(d)
	kept := r.Assignments[:first]
	for _, a := range r.Assignments[first:] {
		if !locals[a.Name] {
			kept = append(kept, a)
		}
	}
	r.Assignments = kept
	r.function = nil
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.ParenExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// localNames lists every name that is declared anywhere in a function.
func localNames(d *ast.FuncDecl) map[string]bool {
	names := map[string]bool{}
	fields := func(list *ast.FieldList) {
		if list == nil {
			return
		}
		for _, f := range list.List {
			for _, n := range f.Names {
				names[n.Name] = true
			}
		}
	}
	idents := func(list ...ast.Expr) {
		for _, e := range list {
			if id, ok := e.(*ast.Ident); ok {
				names[id.Name] = true
			}
		}
	}
	fields(d.Recv)
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncType:
			fields(n.TypeParams)
			fields(n.Params)
			fields(n.Results)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				idents(n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				idents(n.Key, n.Value)
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				names[name.Name] = true
			}
		case *ast.TypeSpec:
			fields(n.TypeParams)
			names[n.Name.Name] = true
		}
		return true
	})
	return names
}

func (r *bodyReader) assign(name ast.Expr) {
	if id, ok := name.(*ast.Ident); ok && id.Name != "_" && r.function != nil {
		r.Assignments = append(r.Assignments, assignment{id.Name, *r.function, r.span(id)})
	}
}

func within(inner Span, outer []Span) bool {
	return slices.ContainsFunc(outer, func(o Span) bool { return o[0] <= inner[0] && inner[1] <= o[1] })
}

func (r *bodyReader) target(e ast.Expr, targets *[]Span) {
	r.assigned[e] = targets
}

func (r *bodyReader) inspect(root ast.Node) {
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, e := range n.Lhs {
					r.assign(e)
				}
			}
			if len(n.Rhs) == 1 && (n.Tok == token.DEFINE || n.Tok == token.ASSIGN) {
				r.target(n.Rhs[0], r.spans(n.Lhs))
			}
		case *ast.IncDecStmt:
			r.assign(n.X)
		case *ast.ForStmt:
			r.loops = append(r.loops, r.span(n))
		case *ast.CommClause:
			if n.Comm != nil {
				r.comms = append(r.comms, r.span(n.Comm))
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				at := r.span(n)
				r.Receives = append(r.Receives, receive{r.span(n.X), at, r.function, within(at, r.loops), within(at, r.comms), r.assigned[n]})
			}
		case *ast.RangeStmt:
			r.loops = append(r.loops, r.span(n))
			if n.Tok == token.ASSIGN {
				r.assign(n.Key)
				if n.Value != nil {
					r.assign(n.Value)
				}
			}
		case *ast.ValueSpec:
			if len(n.Values) == 1 {
				names := []Span{}
				for _, name := range n.Names {
					names = append(names, r.span(name))
				}
				r.target(n.Values[0], &names)
			}
		case *ast.ExprStmt:
			r.target(n.X, &[]Span{})
		case *ast.GoStmt:
			r.target(n.Call, &[]Span{})
		case *ast.DeferStmt:
			r.target(n.Call, &[]Span{})
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				if v, err := strconv.Unquote(n.Value); err == nil {
					r.Strings = append(r.Strings, stringLiteral{strings.ToValidUTF8(v, "\uFFFD"), r.span(n), r.function})
				}
			}
		case *ast.CallExpr:
			c := call{Callee: r.span(n.Fun), Range: r.span(n), IsSpread: n.Ellipsis.IsValid(), InFunction: r.function, AssignedTo: r.assigned[n]}
			for _, a := range n.Args {
				_, v := literal(a)
				c.Args = append(c.Args, argument{r.span(a), v})
			}
			r.Calls = append(r.Calls, c)
		}
		return true
	})
}
