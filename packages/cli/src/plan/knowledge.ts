import {
  AdvisoryIndex,
  AskedVersion,
  mergeAliases,
  PackageRecord,
} from '@safety-curtain/advisories';
import { isUrgent, PackageKnowledge } from '@safety-curtain/policy';
import type { Inventory } from '@safety-curtain/sbom';
import { type Finding, worstSeverity } from '../scan/findings';

/** What is known beside the records. */
export interface KnownBeside {
  /** What was found, with what was decided about it. */
  findings: readonly Finding[];
  /** CVEs that are known to be exploited. */
  exploited: ReadonlySet<string>;
}

/**
 * What records know of the packages of an inventory. Versions are those that they name as fixed: no
 * registry is asked. A vulnerability of which every finding of the package is dismissed is no part of
 * it, as in a portal.
 */
export function knowledgeOf(
  inventory: Inventory,
  index: AdvisoryIndex,
  { findings, exploited }: KnownBeside,
): PackageKnowledge[] {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding.ecosystem, finding.package);
    found.set(key, [...(found.get(key) ?? []), finding]);
  }
  const packages = new Map<string, PackageKnowledge>();
  for (const { components } of inventory.manifests) {
    for (const { ecosystem, packageName } of components) {
      if (!ecosystem) continue;
      const key = keyOf(ecosystem, packageName);
      if (packages.has(key)) continue;
      const records = index.recordsOf({ ecosystem, name: packageName });
      packages.set(key, {
        ecosystem,
        packageName,
        fixedVersions: [...new Set(records.flatMap(({ fixed }) => fixed))],
        vulnerabilities: vulnerabilitiesOf(
          records,
          found.get(key) ?? [],
          exploited,
        ),
      });
    }
  }
  return [...packages.values()].filter(
    ({ vulnerabilities }) => vulnerabilities.length > 0,
  );
}

function keyOf(ecosystem: string, packageName: string): string {
  return `${ecosystem}\0${packageName}`;
}

/** Whether it was decided about everywhere that it was found. */
function isDismissed(
  names: ReadonlySet<string>,
  findings: readonly Finding[],
): boolean {
  const own = findings.filter(({ advisory, aliases }) =>
    [advisory, ...aliases].some(name => names.has(name)),
  );
  return own.length > 0 && own.every(({ decision }) => decision?.dismissed);
}

/** Records that are joined by ids and aliases are one. */
function vulnerabilitiesOf(
  records: readonly PackageRecord[],
  findings: readonly Finding[],
  exploited: ReadonlySet<string>,
) {
  const byId = new Map<string, PackageRecord[]>();
  for (const record of records) {
    const { id } = record.advisory;
    byId.set(id, [...(byId.get(id) ?? []), record]);
  }
  const groups = mergeAliases(records.map(({ advisory }) => advisory));
  return groups.flatMap(({ key, ids, aliases }) => {
    const names = new Set([key, ...ids, ...aliases]);
    if (isDismissed(names, findings)) return [];
    const members = ids.flatMap(id => byId.get(id) ?? []);
    const { level } = worstSeverity(members.map(({ advisory }) => advisory));
    return {
      id: key,
      urgent: isUrgent({
        severity: level,
        knownExploited: [...names].some(name => exploited.has(name)),
      }),
      affects(version: string): boolean {
        const asked = new AskedVersion(version);
        return members.some(({ affected }) => affected.contains(asked));
      },
    };
  });
}
