import {
  Advisory,
  AdvisoryIndex,
  commonFix,
  compareAdvisoryIds,
  mergeAliases,
  Severity,
  isMalicious,
  severityOf,
} from '@safety-curtain/advisories';
import {
  declaringFile,
  findPaths,
  Inventory,
  Manifest,
  Override,
  overrideOf,
  pathsThrough,
  Scope,
} from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import type { Decisions, Said } from '../decisions/Decisions';

const levels = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
] as const;

/** One vulnerability of one package version in one file. */
export interface Finding extends Said {
  advisory: string;
  aliases: string[];
  summary?: string;
  severity: Severity['level'];
  score?: number;
  /** Made to do harm, by any of its names. */
  malicious: boolean;
  ecosystem: string;
  package: string;
  version: string;
  purl: string;
  /** The lowest version that is clear of it. */
  fixedVersion?: string;
  /** The lowest version that is clear of every known vulnerability of the package. */
  clearVersion?: string;
  file: string;
  /** Where people declare what the file locks: package.json of package-lock.json. */
  declaredIn: string;
  /** How to force the version, where the package comes in through others. */
  override?: Override;
  /** Absent where the file does not tell. */
  direct?: boolean;
  scope: Scope;
  /** Purls from a direct dependency to the component; the shortest. */
  path: string[];
  /** Stays the same from scan to scan, whatever the version. */
  fingerprint: string;
}

/** Places in the order of risk; a severity that nobody names may be high. */
const severityOrder: Record<Finding['severity'], number> = {
  critical: 0,
  high: 1,
  unknown: 1,
  medium: 2,
  low: 3,
  none: 4,
};

/** Places in the order of risk; a scope that is not known may be runtime. */
const scopeOrder: Record<Scope, number> = {
  runtime: 0,
  unknown: 0,
  optional: 1,
  development: 2,
};

function directOrder(direct: boolean | undefined): number {
  if (direct === undefined) return 1;
  return direct ? 0 : 2;
}

/**
 * All findings of an inventory by risk: malicious packages, severity, score, direct before unknown
 * before transitive, runtime first.
 */
export function findVulnerabilities(
  inventory: Inventory,
  index: AdvisoryIndex,
  decided?: {
    decisions: Decisions;
    /** Package URLs that the whole is known by, beside the one it names. */
    products: readonly string[];
  },
): Finding[] {
  const { subject, manifests } = inventory;
  const products = [subject.purl ?? [], decided?.products ?? []].flat();
  return manifests
    .flatMap(manifest =>
      findInManifest(manifest, index).map(finding => ({
        ...finding,
        ...decided?.decisions.on({
          ...finding,
          packageName: finding.package,
          names: [finding.advisory, ...finding.aliases],
          fixable: finding.fixedVersion !== undefined,
          manifests: [manifest.path],
          servicePurls: products,
          bomLinks: [],
          pathsThrough: fits => pathsThrough(manifest, finding.purl, fits),
        }),
      })),
    )
    .sort(
      (a, b) =>
        Number(b.malicious) - Number(a.malicious) ||
        severityOrder[a.severity] - severityOrder[b.severity] ||
        (b.score ?? -1) - (a.score ?? -1) ||
        directOrder(a.direct) - directOrder(b.direct) ||
        scopeOrder[a.scope] - scopeOrder[b.scope] ||
        compareText(a.package, b.package) ||
        compareAdvisoryIds(a.advisory, b.advisory) ||
        compareText(a.purl + a.file, b.purl + b.file),
    );
}

function findInManifest(manifest: Manifest, index: AdvisoryIndex): Finding[] {
  return manifest.components.flatMap(component => {
    const { ecosystem, packageName, version, purl } = component;
    if (!ecosystem) return [];
    const matches = index.match({ ecosystem, name: packageName, version });
    const clearVersion =
      matches.length > 0
        ? index.clearAbove({ ecosystem, name: packageName, version })
        : undefined;
    const byId = new Map(matches.map(match => [match.advisory.id, match]));
    return mergeAliases(matches.map(match => match.advisory)).map(group => {
      const members = group.ids.flatMap(id => byId.get(id) ?? []);
      const records = members.map(match => match.advisory);
      const worst = worstSeverity(records);
      const fixedVersion = commonFix(
        ecosystem,
        version,
        members.map(match => match.affected),
      );
      const wanted = clearVersion ?? fixedVersion;
      const names = [...group.ids, ...group.aliases];
      return {
        advisory: group.key,
        aliases: [...new Set(names)]
          .filter(id => id !== group.key)
          .sort(compareAdvisoryIds),
        summary: records.find(record => record.summary)?.summary,
        severity: worst.level,
        score: worst.score,
        malicious: [group.key, ...names].some(isMalicious),
        ecosystem,
        package: packageName,
        version,
        purl,
        fixedVersion,
        clearVersion,
        file: manifest.path,
        declaredIn: declaringFile(manifest.path, manifest.format),
        override:
          component.direct || !wanted
            ? undefined
            : overrideOf(manifest, packageName, wanted, { from: version }),
        direct: component.direct,
        scope: component.scope,
        path: findPaths(manifest, purl, { limit: 1 }).paths[0] ?? [purl],
        fingerprint: createHash('sha256')
          .update([ecosystem, packageName, group.key, manifest.path].join('\0'))
          .digest('hex'),
      };
    });
  });
}

/** The worst that any of the records of one vulnerability names. */
export function worstSeverity(records: readonly Advisory[]): Severity {
  return records
    .map(record => severityOf(record))
    .reduce((a, b) => {
      const order = levels.indexOf(a.level) - levels.indexOf(b.level);
      return order < 0 || (order === 0 && (a.score ?? -1) >= (b.score ?? -1))
        ? a
        : b;
    });
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
