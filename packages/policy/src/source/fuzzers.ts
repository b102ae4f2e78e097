import { FuzzerUse, MAX_SOURCE_TEXT } from './sourceTree';

interface Fuzzer {
  tool: string;
  files: RegExp;
  /** In one line. No part of it can match the same text in two ways. */
  mark: RegExp;
}

/** What OpenSSF's Fuzzing takes for fuzzing, by language. */
const FUZZERS: readonly Fuzzer[] = [
  {
    tool: 'Go fuzzing',
    files: /_test\.go$/,
    mark: /func\s+Fuzz\w+\s*\(\w+\s+\*testing\.F\)/,
  },
  {
    tool: 'fast-check',
    files: /\.[cm]?[jt]sx?$/,
    mark: /(?:from\s|require\()\s*['"](?:fast-check|@fast-check\/(?:ava|jest|vitest))['"]/,
  },
  { tool: 'Atheris', files: /\.py$/, mark: /^\s*import atheris\b/ },
  {
    tool: 'libFuzzer',
    files: /\.(?:c|cc|cpp|swift)$/,
    mark: /LLVMFuzzerTestOneInput/,
  },
  { tool: 'cargo-fuzz', files: /\.rs$/, mark: /libfuzzer_sys/ },
  {
    tool: 'Jazzer',
    files: /\.java$/,
    mark: /com\.code_intelligence\.jazzer\.api\.FuzzedDataProvider;/,
  },
  {
    tool: 'property-based testing for Haskell',
    files: /\.l?hs$/,
    mark: /import\s+(?:qualified\s+)?Test\.(?:(?:Hspec|Tasty)\.)?(?:QuickCheck|Hedgehog|Validity|SmallCheck)/,
  },
  {
    tool: 'property-based testing for Erlang',
    files: /\.[eh]rl$/,
    mark: /-include_lib\("(?:eqc|proper)\/include\/(?:eqc|proper)\.hrl"\)\./,
  },
  {
    tool: 'property-based testing for Elixir',
    files: /\.exs?$/,
    mark: /use\s+(?:PropCheck|ExUnitProperties)/,
  },
  {
    tool: 'property-based testing for Gleam',
    files: /\.gleam$/,
    mark: /import\s+qcheck/,
  },
  {
    tool: 'FsCheck',
    files: /\.(?:cs|fs)$/,
    mark: /(?:using|open)\s+(?:FsCheck(?:\.(?:NUnit|Xunit))?|Expecto\.ExpectoFsCheck)/,
  },
];

const MAX_LINE = 1000;

/** Whether `fuzzersIn` looks into a file of this name. @public */
export function isFuzzingCandidate(path: string): boolean {
  return FUZZERS.some(({ files }) => files.test(path));
}

/**
 * The first use of a fuzzer or of property-based testing in a file, if there is one.
 *
 * @public
 */
export function fuzzersIn(path: string, text: string): FuzzerUse | undefined {
  const candidates = FUZZERS.filter(({ files }) => files.test(path));
  if (candidates.length === 0) return undefined;
  const lines = text.slice(0, MAX_SOURCE_TEXT).split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.length > MAX_LINE) continue;
    const found = candidates.find(({ mark }) => mark.test(line));
    if (found) return { path, line: index + 1, tool: found.tool };
  }
  return undefined;
}
