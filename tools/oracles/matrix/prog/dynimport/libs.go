package main

//go:cgo_import_dynamic _ _ "libdl.so.2"
//go:cgo_import_dynamic _ _ "libpthread.so.0"
