import { isAbsolute } from "node:path";
import { checkSettings, type Project, type Settings } from "@go-indep/core";
import { NAMESPACE } from "../languages/names.js";
import type { AnySourceCode } from "../rule/place.js";
import { mountOf, openProjectAt } from "./registry.js";
import { findRoot, pathIn } from "./root.js";
import { SettingsError } from "./settings-error.js";

/** What is needed of a rule's context, whatever the language of the file. */
export interface FileContext {
  readonly cwd: string;
  readonly physicalFilename: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: AnySourceCode;
}

/** A file as part of its repository. */
export interface LintedFile {
  readonly project: Project;
  /** POSIX path from the root of the repository */
  readonly path: string;
  /** files of other languages in which rules run too, by path or by name; findings in other such files are reported in the nearest file of ours */
  readonly alsoLinted: readonly string[];
}

type Attempt = { readonly file: LintedFile } | { readonly error: unknown };

const attempts = new WeakMap<object, Attempt>();

/**
 * The file that is being linted and its repository, analysed under `settings["go-indep"]`, with the text that ESLint has of this file. All
 * rules of one pass over a file get the same answer; when the analysis fails, the same error. Null for text without a file name.
 */
export function lintedFile(context: FileContext): LintedFile | null {
  if (!isAbsolute(context.physicalFilename)) return null;
  let attempt = attempts.get(context.sourceCode);
  if (attempt === undefined) attempts.set(context.sourceCode, (attempt = tryToOpen(context)));
  if ("error" in attempt) throw attempt.error;
  return attempt.file;
}

/** The analysed repository of the file that is being linted; for text without a file name, of the working directory. */
export function projectFor(context: FileContext): Project {
  return lintedFile(context)?.project ?? openProjectAt(context.cwd, settingsOf(context).settings).handle.project();
}

function tryToOpen(context: FileContext): Attempt {
  const { cwd, physicalFilename, sourceCode } = context;
  try {
    const root = mountOf(physicalFilename) ?? findRoot(physicalFilename, cwd);
    const { alsoLinted, settings } = settingsOf(context);
    const open = openProjectAt(root, settings);
    const path = pathIn(root, physicalFilename) ?? "";
    return { file: { project: open.enter(path, sourceCode.text), path, alsoLinted } };
  } catch (error) {
    return { error };
  }
}

interface AllSettings extends Settings {
  readonly alsoLinted?: readonly string[];
  readonly hadolint?: unknown;
}

const checked = new WeakSet<object>();

/**
 * What decides where findings are reported, or is meant for hadolint, is no matter of the analysis: the same project serves whatever it is.
 *
 * @throws SettingsError when the settings do not hold to their schema: nothing is known then
 */
function settingsOf({ settings: all }: FileContext): { readonly settings: Settings; readonly alsoLinted: readonly string[] } {
  const own = (all[NAMESPACE] ?? {}) as AllSettings;
  const { alsoLinted = [], hadolint: _, ...settings } = own;
  if (!checked.has(own)) {
    const { source: __, ...said } = settings;
    const faults = checkSettings(said);
    if (faults.length > 0) throw new SettingsError(`settings["${NAMESPACE}"]: ${faults.map(({ text }) => text).join("; ")}`);
    checked.add(own);
  }
  return { settings, alsoLinted };
}
