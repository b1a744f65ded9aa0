import type { ExpectedFinding, ProjectCase } from "@go-indep/rule-sdk/testing";

/** Links net, so that cgo makes it dynamic. */
export const SERVER = `package main

import "net/http"

var version = "dev"

func main() {
	println(version)
	http.ListenAndServe(":8080", nil)
}
`;

/** A repository with one module, on a day for which there are facts of all images. `files` add to it and replace what it has. */
export function repository(name: string, files: Readonly<Record<string, string>>, reports: Readonly<Record<string, readonly ExpectedFinding[]>> = {}, settings: object = {}): ProjectCase {
  return { name, files: { "go.mod": "module example.com/app\n\ngo 1.24\n", "main.go": SERVER, ...files }, reports, settings: { asOf: "2025-06-01", ...settings } };
}
