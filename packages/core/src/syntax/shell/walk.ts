import type { Command, ParameterOperator, Script, SimpleCommand, Statement, TestExpression, Word, WordPart } from "./ast.js";

export interface Visited {
  readonly command: SimpleCommand;
  /** the script that it is in: the given one, or one inside of a word */
  readonly script: Script;
}

/** Every simple command of a script in the order of the text, those in the words of others and in functions too. */
export function* simpleCommands(script: Script): Generator<Visited> {
  yield* statements(script.statements, script);
}

function* statements(list: readonly Statement[] | null, script: Script): Generator<Visited> {
  for (const statement of list ?? []) yield* commands(statement.command, script);
}

function* commands(command: Command, script: Script): Generator<Visited> {
  switch (command.kind) {
    case "simple":
      yield { command, script };
      for (const { index, value, array } of command.assignments) yield* words([index, value, ...(array ?? [])]);
      yield* words(command.words);
      break;
    case "and-or":
      yield* commands(command.first, script);
      for (const { command: next } of command.rest) yield* commands(next, script);
      break;
    case "pipeline":
      for (const next of command.commands) yield* commands(next, script);
      break;
    case "function":
    case "coprocess":
      yield* commands(command.body, script);
      break;
    case "if":
      for (const branch of command.branches) {
        yield* statements(branch.condition, script);
        yield* statements(branch.body, script);
      }
      yield* statements(command.otherwise, script);
      break;
    case "while":
      yield* statements(command.condition, script);
      yield* statements(command.body, script);
      break;
    case "case":
      yield* words([command.subject]);
      for (const item of command.items) {
        yield* words(item.patterns);
        yield* statements(item.body, script);
      }
      break;
    case "for":
      yield* words(command.words ?? []);
      yield* statements(command.body, script);
      break;
    case "arithmetic-for":
      yield* words(command.expressions);
      yield* statements(command.body, script);
      break;
    case "test":
      yield* tests(command.expression);
      break;
    case "arithmetic-command":
      yield* words([command.expression]);
      break;
    case "subshell":
    case "group":
    case "select":
      yield* statements(command.body, script);
      break;
  }
  if ("redirects" in command) for (const redirect of command.redirects) yield* words([redirect.target, redirect.heredoc?.body ?? null]);
}

function* tests(expression: TestExpression): Generator<Visited> {
  switch (expression.kind) {
    case "unary":
      yield* words([expression.operand]);
      break;
    case "binary":
      yield* words([expression.left, expression.right]);
      break;
    case "logical":
      for (const operand of expression.operands) yield* tests(operand);
      break;
    case "not":
      yield* tests(expression.operand);
  }
}

function* words(list: readonly (Word | null)[]): Generator<Visited> {
  for (const word of list) for (const part of word?.parts ?? []) yield* inPart(part);
}

function* inPart(part: WordPart): Generator<Visited> {
  switch (part.kind) {
    case "command":
    case "process":
      yield* simpleCommands(part.script);
      break;
    case "double-quoted":
      for (const inner of part.parts) yield* inPart(inner);
      break;
    case "arithmetic":
      yield* words([part.expression]);
      break;
    case "array":
      yield* words(part.elements);
      break;
    case "parameter":
      yield* words([part.index, ...operands(part.operator)]);
      break;
    default:
  }
}

function operands(operator: ParameterOperator | null): readonly (Word | null)[] {
  switch (operator?.kind) {
    case "remove":
    case "case":
      return [operator.pattern];
    case "replace":
      return [operator.pattern, operator.replacement];
    case "substring":
      return [operator.offset, operator.length];
    case "default":
    case "assign":
    case "alternative":
    case "error":
      return [operator.word];
    default:
      return [];
  }
}
