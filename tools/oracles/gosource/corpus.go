//go:build corpus

// Widely used modules whose sources are compared with --full; never built.
package main

import (
	_ "github.com/mattn/go-sqlite3"
	_ "github.com/prometheus/client_golang/prometheus"
	_ "github.com/spf13/cobra"
	_ "google.golang.org/grpc"
	_ "k8s.io/client-go/kubernetes"
	_ "modernc.org/sqlite"
)
