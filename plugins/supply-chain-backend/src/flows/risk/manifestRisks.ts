import type { ReportedSource, ToolReport } from '@safety-curtain/reports';
import {
  HASH_DIFFERS,
  isOtherHash,
  type LockOfFile,
  type PackageRisk,
  type ReleaseFacts,
  RiskJudge,
  type RiskPackage,
  riskReport,
  type RiskyPackage,
  riskyPackageOf,
} from '@safety-curtain/risk';
import type { Component, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { breathe } from '../../database/dialect';
import { releaseFactsOf } from '../../records/risks/componentRisks';
import { lockedHashOf } from '../../records/risks/lockedHashes';
import type { PackageRiskOptions } from './options';

/** What was read of a source of which nothing is stored. */
export interface UnstoredPackages {
  manifests: readonly Manifest[];
  locks: ReportedSource['locks'];
}

/**
 * What is wrong with packages and lock files that are stored nowhere, as it
 * would be were they a service's: by names, by lock files, and by what is known
 * here of releases. No registry is asked.
 */
export async function manifestRisks(
  knex: Knex,
  { manifests, locks }: UnstoredPackages,
  { risks }: Pick<PackageRiskOptions, 'risks'>,
  now: Date,
): Promise<ToolReport> {
  const options = { ...risks, now };
  const judge = new RiskJudge(options);
  const known = await releaseFactsOf(
    knex,
    manifests.flatMap(({ components }) => components.map(({ purl }) => purl)),
  );
  const hashed = new Set(
    locks.flatMap(({ path, lock }) =>
      (lock.archiveHashes ?? 0) > 0 ? [path] : [],
    ),
  );
  const files = new Set(locks.map(({ path }) => path));
  const packages: RiskyPackage[] = [];
  const own = new Map<string, RiskPackage[]>();
  for (const { path, components } of manifests) {
    for (const component of components) {
      await breathe();
      const facts = known.get(component.purl);
      // An SBOM does not tell its lock files: then it may be of any of them.
      const isHashed = files.has(path) ? hashed.has(path) : hashed.size > 0;
      const hash = isHashed ? lockedHashOf(component) : undefined;
      const risky = riskyPackageOf(judge, component, {
        path,
        facts: withHash(facts, hash),
      });
      const found = (risky?.risks ?? []).filter(
        risk => risk.rule !== HASH_DIFFERS || isOther(hash, risk, facts),
      );
      if (risky && found.length > 0) packages.push({ ...risky, risks: found });
      const pkg = packageOf(component);
      if (!pkg || !judge.isOwn(pkg)) continue;
      const here = own.get(path);
      if (here) here.push(pkg);
      else own.set(path, [pkg]);
    }
  }
  return riskReport({ packages, locks: withOwn(locks, own) }, options);
}

/** With the hash of the lock file that is judged, beside those of others. */
function withHash(
  facts: ReleaseFacts | undefined,
  hash: string | undefined,
): ReleaseFacts | undefined {
  if (!facts || hash === undefined) return facts;
  return { ...facts, lockedHashes: [...(facts.lockedHashes ?? []), hash] };
}

/** Whether the hash of the lock file is the wrong one: others may have it, and this one not. */
function isOther(
  hash: string | undefined,
  { detail }: PackageRisk,
  facts: ReleaseFacts | undefined,
): boolean {
  if (hash === undefined) return false;
  if (detail === undefined) return hash !== facts?.lockedHashes?.at(0);
  return isOtherHash(hash, detail.split(' '));
}

function packageOf({
  ecosystem,
  packageName: name,
  version,
}: Component): RiskPackage | undefined {
  return ecosystem === undefined ? undefined : { ecosystem, name, version };
}

/**
 * Lock files with the own names in them. Of an SBOM nobody knows which lock file
 * a package is from: it is of the one that names it, or of the only one that it
 * can be of. Where there are several, it may be of each: none of them is to
 * fetch what is one's own from elsewhere.
 */
function withOwn(
  locks: UnstoredPackages['locks'],
  own: ReadonlyMap<string, readonly RiskPackage[]>,
): LockOfFile[] {
  const files = new Set(locks.map(({ path }) => path));
  const loose = [...own].flatMap(([path, packages]) =>
    files.has(path) ? [] : packages,
  );
  const named = new Set(locks.flatMap(({ lock }) => [...namesIn(lock)]));
  const nowhere = loose.filter(pkg => !named.has(keyOf(pkg)));
  const byName = new Map(loose.map(pkg => [keyOf(pkg), pkg]));
  return locks.map(({ path, lock }) => {
    const [usual] = lock.places ?? [];
    const mayHave = ({ ecosystem }: RiskPackage) =>
      usual !== undefined &&
      (usual.ecosystem === undefined || usual.ecosystem === ecosystem);
    return {
      path,
      lock,
      own: [
        ...(own.get(path) ?? []),
        ...[...namesIn(lock)].flatMap(key => byName.get(key) ?? []),
        ...nowhere.filter(mayHave),
      ],
    };
  });
}

function namesIn({ places = [] }: LockOfFile['lock']): Set<string> {
  return new Set(places.flatMap(({ first }) => first.map(keyOf)));
}

function keyOf({ name, version }: { name: string; version: string }): string {
  return `${name} ${version}`;
}
