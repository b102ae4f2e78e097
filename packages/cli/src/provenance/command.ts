import {
  judgeProvenance,
  type Provenance,
  ProvenanceError,
  readProvenancePolicy,
  readTrust,
  type Trust,
  verifyProvenance,
} from '@safety-curtain/provenance';
import fs from 'node:fs';
import path from 'node:path';
import { BadInputError } from '../errors';
import { exitCodes } from '../exitCodes';
import { printable } from '../output/printable';

/** As much as a portal takes of an SBOM. */
const MAX_BYTES = 100 * 1024 * 1024;
const MAX_BUNDLE_BYTES = 32 * 1024 * 1024;
const MAX_TRUST_BYTES = 1024 * 1024;

/** What is trusted, and what is asked for. */
export interface ProvenanceCommandOptions {
  bundle: string;
  trustedRoot: string[];
  key: string[];
  identity?: string;
  issuer?: string;
  builder?: string;
  source?: string;
  level?: string;
  format: 'text' | 'json';
}

/** Writes where a file comes from, as a bundle beside it says. */
export async function provenance(
  file: string,
  options: ProvenanceCommandOptions,
): Promise<void> {
  const rule = ruleOf(options);
  const found = verifyProvenance(
    {
      kind: 'file',
      content: readBounded(file, MAX_BYTES),
      bundle: readBounded(options.bundle, MAX_BUNDLE_BYTES).toString('utf8'),
    },
    trustOf(options),
  );
  const breach = judgeProvenance(rule, { purl: '', service: '' }, found);
  if (found.outcome === 'failed') process.exitCode = exitCodes.tampered;
  else if (breach) process.exitCode = exitCodes.findings;
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify({ ...found, breach }, null, 2)}\n`
      : asText(file, found, breach?.message),
  );
}

const WORDS: Readonly<Record<Provenance['outcome'], string>> = {
  verified: 'verified',
  failed: 'FAILED',
  'not-signed': 'not signed',
  unchecked: 'could not be checked',
};

function asText(
  file: string,
  found: Provenance,
  breach: string | undefined,
): string {
  const facts: [string, string | number | undefined][] = [
    ['signed by', found.identity ?? found.key],
    ['vouched for by', found.issuer],
    ['signed', found.signedAt],
    ['source', found.sourceRepository],
    ['revision', found.sourceRevision],
    ['builder', found.builder],
    ['SLSA build level', found.level],
  ];
  const lines = [
    `${file}: ${WORDS[found.outcome]}`,
    ...(found.outcome === 'verified' ? [] : [`  ${found.reason}`]),
    ...facts.flatMap(([name, value]) =>
      value === undefined ? [] : [`  ${name}: ${value}`],
    ),
    ...(breach !== undefined && found.outcome === 'verified'
      ? [`  NOT as asked for: ${breach}`]
      : []),
  ];
  return lines.map(line => `${printable(line)}\n`).join('');
}

function ruleOf(options: ProvenanceCommandOptions) {
  const { identity, issuer, builder, source, level } = options;
  return refusing(() =>
    readProvenancePolicy(
      [
        {
          identity,
          issuer,
          builder,
          sourceRepository: source,
          level: level === undefined ? undefined : Number(level),
        },
      ],
      'options',
    ),
  );
}

function trustOf({ trustedRoot, key }: ProvenanceCommandOptions): Trust {
  const read = (file: string) =>
    readBounded(file, MAX_TRUST_BYTES).toString('utf8');
  return refusing(() =>
    readTrust({
      roots: trustedRoot.map(read),
      keys: Object.fromEntries(
        key.map(file => [path.basename(file), read(file)]),
      ),
    }),
  );
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProvenanceError)
      throw new BadInputError(error.message);
    throw error;
  }
}

function readBounded(file: string, most: number): Buffer {
  const stats = fs.statSync(file);
  if (!stats.isFile()) throw new BadInputError(`${file} is not a file`);
  if (stats.size > most) throw new BadInputError(`${file} is too large`);
  return fs.readFileSync(file);
}
