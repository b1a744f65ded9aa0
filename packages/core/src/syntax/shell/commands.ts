import type * as unbash from "unbash";
import type { Range } from "../../text/index.js";
import type { AndOr, Command, FunctionDefinition, Pipeline, Problem, Redirect, Script, SimpleCommand, Statement } from "./ast.js";
import { Compounds } from "./compounds.js";
import { convertRedirect } from "./redirects.js";
import type { Source } from "./source.js";
import { type Budget, Words } from "./words.js";

export function convertScript(source: Source, script: unbash.ParsedScript, budget: Budget): Script {
  const commands = new Commands(source, budget);
  const problems: readonly Problem[] = (script.errors ?? []).map(({ message, pos }) => ({ message, range: source.range(pos, Math.min(pos + 1, source.text.length)) }));
  return {
    range: source.range(script.pos, script.end),
    statements: commands.statements(script.commands),
    problems: [...problems].sort((a, b) => a.range[0] - b.range[0]),
  };
}

/** Turns commands of the library into ours. */
export class Commands {
  readonly words: Words;
  readonly #compounds: Compounds;

  constructor(
    readonly source: Source,
    budget: Budget,
  ) {
    this.words = new Words(source, budget, (inner, script) => convertScript(inner, script, budget));
    this.#compounds = new Compounds(this);
  }

  statements(foreign: readonly unbash.Statement[]): readonly Statement[] {
    return foreign.map((statement) => ({
      range: this.range(statement),
      command: this.command(statement.command),
      background: statement.background === true,
    }));
  }

  command(node: unbash.Statement["command"] | unbash.Function["body"]): Command {
    switch (node.type) {
      case "Command":
        return this.#simple(node);
      case "AndOr":
        return this.#andOr(node);
      case "Pipeline":
        return this.#pipeline(node);
      case "Function":
        return this.#function(node);
      case "Coproc":
        return { kind: "coprocess", range: this.range(node), body: this.command(node.body), redirects: [] };
      case "Redirected":
        return this.#compounds.convert(node.command, this.range(node), this.#redirects(node.redirects));
      default:
        return this.#compounds.convert(node, this.range(node), []);
    }
  }

  range({ pos, end }: { readonly pos: number; readonly end: number }): Range {
    return this.source.range(pos, Math.max(pos, end));
  }

  #redirects(foreign: readonly unbash.Redirection[]): readonly Redirect[] {
    return foreign.map((redirect) => convertRedirect(this.words, redirect));
  }

  #simple(node: unbash.Command): SimpleCommand {
    const assignments = node.prefix.flatMap((prefix) => (prefix.type === "Assignment" ? [this.words.assignment(prefix)] : []));
    const words = this.words.words([...(node.name === undefined ? [] : [node.name]), ...node.args]);
    return { kind: "simple", range: this.range(node), assignments, words, redirects: this.#redirects(node.redirects) };
  }

  #andOr(node: unbash.AndOr): AndOr {
    const [first, ...more] = node.commands.map((command) => this.command(command));
    return { kind: "and-or", range: this.range(node), first: first!, rest: more.map((command, i) => ({ operator: node.operators[i]!, command })) };
  }

  #pipeline(node: unbash.Pipeline): Pipeline {
    const negations = node.prefixes.filter((prefix) => prefix.type === "Negation").length;
    return { kind: "pipeline", range: this.range(node), negated: negations % 2 === 1, commands: node.commands.map((command) => this.command(command)) };
  }

  #function(node: unbash.Function): FunctionDefinition {
    return { kind: "function", range: this.range(node), name: node.name.value, body: this.command(node.body) };
  }
}

