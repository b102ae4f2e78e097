import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ManifestError } from '../errors';
import { readManifest } from '../manifests/readManifest';
import type { Component, Manifest } from '../model';
import { corpora, corpusText } from '@safety-curtain/testing';

interface ExpectedPackage {
  name: string;
  version: string;
  groups?: string[];
  dev?: boolean;
  commit?: string;
  relationship?: string;
}

interface Expectation {
  file: string;
  packages: ExpectedPackage[] | null;
  error: string | null;
  expectations: Array<{ tool: string }>;
}

/** Names as both sides would write them; peers differ in the spelling of PyPI names. */
function normalName(format: string, name: string): string {
  return /requirements|poetry|pipfile|pdm|pylock|uv/.test(format)
    ? name.toLowerCase().replace(/[-_.]+/g, '-')
    : name;
}

function normalVersion(format: string, version: string): string {
  return format.startsWith('go-') ? version.replace(/^v/, '') : version;
}

export function fixtures(format: string): string[] {
  const folder = join(corpora, 'lockfiles', format);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

export function expectationOf(format: string, id: string): Expectation {
  const file = join(corpora, 'lockfiles', format, id, 'expected.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Where files lie that are known by their place. */
const PLACES: readonly [id: string, place: string][] = [
  ['dpkg-status/scalibr-opkg', 'usr/lib/opkg/'],
  ['dpkg-status', 'var/lib/dpkg/'],
  ['apk-installed', 'lib/apk/db/'],
];

export function readFixture(
  format: string,
  id: string,
  file: string,
): Manifest {
  const folder = join('lockfiles', format, id);
  const text = corpusText(folder, file) ?? '';
  const [, place = ''] =
    PLACES.find(([start]) => `${format}/${id}`.startsWith(start)) ?? [];
  return readManifest(place + file, text, path => corpusText(folder, path));
}

/** A bare 'error' next to a list of packages is how one tool's test table names its check. */
function mustRefuse({ error, packages }: Expectation): boolean {
  return error !== null && !(error === 'error' && packages?.length);
}

function scopeDifference(
  tool: string,
  expected: ExpectedPackage,
  found: Component,
): string | undefined {
  const development =
    expected.dev === true ||
    expected.groups?.some(group => /^(dev|test)/.test(group)) === true;
  if (tool === 'scalibr' || tool === 'trivy') {
    if (development !== (found.scope === 'development')) {
      // Whether an optional package counts as development differs between the peers.
      return found.scope === 'optional' ? undefined : `is ${found.scope}`;
    }
  }
  return undefined;
}

function difference(
  tool: string,
  expected: ExpectedPackage,
  found: Component,
): string[] {
  const differences: string[] = [];
  const scope = scopeDifference(tool, expected, found);
  if (scope) {
    differences.push(scope);
  }
  if (
    /^(in)?direct$/.test(expected.relationship ?? '') &&
    (expected.relationship === 'direct') !== found.direct
  ) {
    const direct = found.direct ? 'direct' : 'indirect';
    differences.push(`is ${found.direct === undefined ? 'unknown' : direct}`);
  }
  if (expected.commit && !found.vcsUrl?.endsWith(expected.commit)) {
    differences.push(`is not at commit ${expected.commit}`);
  }
  return differences;
}

/**
 * Where the reader's answer and the fixture's expectation differ, one line each: `- x` expected
 * and not found, `+ x` found and not expected, `! x is …` found with another scope or relation.
 */
export function conformanceDiff(format: string, id: string): string[] {
  const expectation = expectationOf(format, id);
  let manifest: Manifest;
  try {
    manifest = readFixture(format, id, expectation.file);
  } catch (error) {
    if (!(error instanceof ManifestError)) {
      throw error;
    }
    return mustRefuse(expectation) ? [] : [`refused: ${error.reason}`];
  }
  if (mustRefuse(expectation)) {
    return ['accepted'];
  }
  const tool = expectation.expectations[0]?.tool;
  const keyOf = (name: string, version: string) =>
    `${normalName(format, name)} ${normalVersion(format, version)}`.trim();
  const found = new Map<string, Component[]>();
  for (const component of manifest.components) {
    const key = keyOf(component.name, component.version);
    found.set(key, [...(found.get(key) ?? []), component]);
  }
  const lines: string[] = [];
  const expectedKeys = new Set<string>();
  for (const item of expectation.packages ?? []) {
    const key = keyOf(item.name, item.version);
    expectedKeys.add(key);
    const candidates = found.get(key);
    if (!candidates) {
      lines.push(`- ${key}`);
      continue;
    }
    const best = candidates
      .map(candidate => difference(tool, item, candidate))
      .sort((a, b) => a.length - b.length)[0];
    lines.push(...best.map(text => `! ${key} ${text}`));
  }
  for (const key of found.keys()) {
    if (!expectedKeys.has(key)) {
      lines.push(`+ ${key}`);
    }
  }
  return [...new Set(lines)].sort();
}
