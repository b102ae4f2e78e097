import type { Located } from '@safety-curtain/input';
import { textAt } from '@safety-curtain/sbom';

/** Actions that restore a cache whatever they are given, but a `lookup-only`. */
const ALWAYS: ReadonlySet<string> = new Set([
  'actions/cache',
  'actions/cache/restore',
  'swatinem/rust-cache',
  'mozilla-actions/sccache-action',
]);
/** The input that turns a cache on or off, and whether it is on without it. */
const BY_INPUT: ReadonlyMap<string, readonly [string, boolean]> = new Map([
  ['actions/setup-dotnet', ['cache', false]],
  ['actions/setup-go', ['cache', true]],
  ['actions/setup-java', ['cache', false]],
  ['actions/setup-node', ['cache', false]],
  ['actions/setup-python', ['cache', false]],
  ['astral-sh/setup-uv', ['enable-cache', true]],
  ['pyo3/maturin-action', ['sccache', false]],
  ['ruby/setup-ruby', ['bundler-cache', false]],
]);
/** The same of inputs that only turn it on, and of ones that turn it off. */
const TURNED_ON: ReadonlyMap<string, string> = new Map([
  ['actions/setup-node', 'package-manager-cache'],
]);
const TURNED_OFF: ReadonlyMap<string, string> = new Map([
  ['ramsey/composer-install', 'ignore-cache'],
]);
/** Actions that publish what the job has built. */
const PUBLISHERS: ReadonlySet<string> = new Set([
  'goreleaser/goreleaser-action',
  'pypa/gh-action-pypi-publish',
  'rubygems/release-gem',
  'softprops/action-gh-release',
]);

/** Whether an action restores a cache; one by an expression may, and is not told. */
export function restoresCache(
  action: string,
  inputs: Located | undefined,
): boolean {
  if (ALWAYS.has(action)) return textAt(inputs, 'lookup-only') !== 'true';
  const off = TURNED_OFF.get(action);
  if (off) return !/^(?:true|yes|1)$/i.test(textAt(inputs, off) ?? '');
  const on = TURNED_ON.get(action);
  if (on && textAt(inputs, on) === 'true') return true;
  const [input, usual] = BY_INPUT.get(action) ?? [];
  if (input === undefined) return false;
  const given = textAt(inputs, input);
  if (given === undefined) return usual ?? false;
  return given.toLowerCase() !== 'false' && !given.includes('${{');
}

/** Whether an action publishes. */
export function publishes(action: string): boolean {
  return PUBLISHERS.has(action);
}
