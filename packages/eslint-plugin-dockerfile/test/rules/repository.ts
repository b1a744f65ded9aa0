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

/** Links no C code. */
export const HELLO = `package main

var version = "dev"

func main() { println(version) }
`;

/** A repository with one module, on a day for which there are facts of all images. `files` add to it and replace what it has. */
export function repository(name: string, files: Readonly<Record<string, string>>, reports: Readonly<Record<string, readonly ExpectedFinding[]>> = {}, settings: object = {}): ProjectCase {
  return { name, files: { "go.mod": "module example.com/app\n\ngo 1.24\n", "main.go": SERVER, ...files }, reports, settings: { asOf: "2025-06-01", ...settings } };
}

export interface Shipped {
  /** the image that builds */
  readonly builder?: string;
  /** instructions before the sources are there */
  readonly install?: string;
  /** the command that writes /app */
  readonly build?: string;
  /** instructions before the program is there */
  readonly before?: string;
  /** draws the range of a finding about the program: the COPY that brings it */
  readonly reported?: boolean;
}

/** A Dockerfile that builds /app and starts it in an image. */
export function shipped(base: string, { builder = "golang:1.24", install = "", build = "CGO_ENABLED=0 go build -o /app .", before = "", reported = false }: Shipped = {}): string {
  return `FROM ${builder} AS build\n${install}WORKDIR /src\nCOPY . .\nRUN ${build}\n\nFROM ${base}\n${before}COPY --from=build /app /app\n${reported ? "~~~~~~~~~~~~~~~~~~~~~~~~~~~\n" : ""}ENTRYPOINT ["/app"]\n`;
}

/** The same with a program that needs the glibc of Debian bookworm, unless options say otherwise. */
export function shippedWithCgo(base: string, options: Shipped = {}): string {
  return shipped(base, { builder: "golang:1.24-bookworm", build: "CGO_ENABLED=1 go build -o /app .", ...options });
}
