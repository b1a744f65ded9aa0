import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { VERSION } from "./version.js";

/** Where what was found in files is kept between runs. */
export interface CacheArguments {
  readonly cache: boolean;
  /** a file, or a directory for it; null for the user's own. It stands for `cache`. */
  readonly cacheLocation: string | null;
}

export interface LintArguments extends CacheArguments {
  readonly command: "lint";
  /** files, directories and globs; the working directory when empty */
  readonly paths: readonly string[];
  readonly format: "stylish" | "json";
  readonly asOf: string | null;
  /** "auto": the user's ESLint configuration when it mentions our packages; "none": ours; else a file */
  readonly config: string;
  /** also what hadolint finds in Dockerfiles */
  readonly hadolint: boolean;
}

export interface ExplainArguments extends CacheArguments {
  readonly command: "explain";
  /** a directory of the repository, and a variable that -X sets; both optional */
  readonly what: readonly string[];
  /** a flag or variable whose way to the go commands is asked for; null for the whole project */
  readonly flag: string | null;
  readonly format: "text" | "json";
  readonly asOf: string | null;
}

export interface InspectArguments extends CacheArguments {
  readonly command: "inspect";
  readonly binary: string;
  /** directory of a repository to compare with */
  readonly against: string | null;
  /** references to ask about in place of the usual ones */
  readonly image: readonly string[];
  readonly report: boolean;
  /** file that the report is written to */
  readonly output: string | null;
  /** names of the program may be in the report */
  readonly names: boolean;
  readonly format: "text" | "json";
  readonly asOf: string | null;
}

export type Arguments = LintArguments | ExplainArguments | InspectArguments;

/** What to print instead of running, and the exit code that goes with it. */
export interface Notice {
  readonly exitCode: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param argv without the program's own name */
export function parseArguments(argv: readonly string[]): Arguments | Notice {
  const parsed: Arguments[] = [];
  let stdout = "";
  let stderr = "";
  const asOf = new Option("--as-of <date>", "what floating tags (golang, alpine:latest) mean on a date, YYYY-MM-DD").argParser(date).default(null, "the earlier of today and the date of the data");

  const cache = new Option("--cache", "keep what is read of Go files for the next run, in your cache directory").default(false);
  const cacheLocation = new Option("--cache-location <path>", "keep it in this file or directory").default(null);

  const program = new Command("go-indep-lint")
    .description("Says, without building, how the Go binaries of a repository will be linked and whether they run in the images that ship them.")
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        stdout += text;
      },
      writeErr: (text) => {
        stderr += text;
      },
    });
  program
    .command("lint", { isDefault: true })
    .description("report what is wrong, at the line to change (the default command)")
    .argument("[paths...]", "files, directories or globs (default: the working directory)")
    .addOption(new Option("-f, --format <format>", "how to print").choices(["stylish", "json"]).default("stylish"))
    .addOption(new Option("-c, --config <file>", "an ESLint configuration; auto: the repository's when it mentions our packages; none: ours alone").default("auto"))
    .option("--hadolint", "also report what hadolint finds in Dockerfiles; it must be installed", false)
    .addOption(asOf)
    .addOption(cache)
    .addOption(cacheLocation)
    .action((paths: string[], options: Omit<LintArguments, "command" | "paths">) => {
      parsed.push({ ...options, command: "lint", paths });
    });
  program
    .command("explain")
    .description("print for every shipped binary how it is built, why it is linked so, and what its image offers; or the way of one flag to the go commands")
    .argument("[what...]", "a directory of the repository (default: the working directory), and a variable that -X sets, such as main.version")
    .addOption(new Option("--flag <flag>", "print where a flag (-X, -ldflags, -tags, -linkmode …) or environment variable (CGO_ENABLED) comes from, step by step").default(null))
    .addOption(new Option("-f, --format <format>", "how to print").choices(["text", "json"]).default("text"))
    .addOption(asOf)
    .addOption(cache)
    .addOption(cacheLocation)
    .action((what: string[], options: Omit<ExplainArguments, "command" | "what">) => {
      parsed.push({ ...options, command: "explain", what });
    });
  program
    .command("inspect")
    .description("print what a compiled program is, needs and was built with, and in which base images it starts")
    .argument("<binary>", "an ELF, Mach-O or PE file")
    .option("-a, --against <directory>", "compare it with the prediction for the repository that builds it; exit code 1 when they differ", asWritten, null)
    .option("-i, --image <reference>", "ask about this image in place of the usual ones (repeatable)", collected, [])
    .option("--report", "with --against: print the comparison as a bug report without private text", false)
    .option("-o, --output <file>", "write the report to a file", asWritten, null)
    .option("--names", "leave import paths, tags, libraries and linker flags in the report: for public programs", false)
    .addOption(new Option("-f, --format <format>", "how to print").choices(["text", "json"]).default("text"))
    .addOption(asOf)
    .addOption(cache)
    .addOption(cacheLocation)
    .action((binary: string, options: Omit<InspectArguments, "command" | "binary">) => {
      parsed.push({ ...options, command: "inspect", binary });
    });
  program.addHelpText("after", "\nExit codes: 0 nothing is wrong, 1 there are errors or inspect --against finds a difference, 2 the run itself failed.");

  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode === 0 ? 0 : 2, stdout, stderr };
  }
  return parsed[0] ?? { exitCode: 2, stdout, stderr };
}

function asWritten(text: string): string {
  return text;
}

function collected(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function date(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)) || new Date(text).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError("Give a date as YYYY-MM-DD.");
  }
  return text;
}
