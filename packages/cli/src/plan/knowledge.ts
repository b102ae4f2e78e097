import {
  AdvisoryIndex,
  AskedVersion,
  mergeAliases,
  PackageRecord,
} from '@safety-curtain/advisories';
import { isUrgent, PackageKnowledge } from '@safety-curtain/policy';
import type { Inventory } from '@safety-curtain/sbom';
import { worstSeverity } from '../scan/findings';

/**
 * What records know of the packages of an inventory. Versions are those that they name as fixed: no
 * registry is asked. What is known to be exploited is not in records: urgent is what is critical.
 */
export function knowledgeOf(
  inventory: Inventory,
  index: AdvisoryIndex,
): PackageKnowledge[] {
  const packages = new Map<string, PackageKnowledge>();
  for (const { components } of inventory.manifests) {
    for (const { ecosystem, packageName } of components) {
      const key = `${ecosystem}\0${packageName}`;
      if (!ecosystem || packages.has(key)) continue;
      const records = index.recordsOf({ ecosystem, name: packageName });
      packages.set(key, {
        ecosystem,
        packageName,
        fixedVersions: [...new Set(records.flatMap(({ fixed }) => fixed))],
        vulnerabilities: vulnerabilitiesOf(records),
      });
    }
  }
  return [...packages.values()].filter(
    ({ vulnerabilities }) => vulnerabilities.length > 0,
  );
}

/** Records that are joined by ids and aliases are one. */
function vulnerabilitiesOf(records: readonly PackageRecord[]) {
  const byId = new Map<string, PackageRecord[]>();
  for (const record of records) {
    const { id } = record.advisory;
    byId.set(id, [...(byId.get(id) ?? []), record]);
  }
  const groups = mergeAliases(records.map(({ advisory }) => advisory));
  return groups.map(({ key, ids }) => {
    const members = ids.flatMap(id => byId.get(id) ?? []);
    const { level } = worstSeverity(members.map(({ advisory }) => advisory));
    return {
      id: key,
      urgent: isUrgent({ severity: level, knownExploited: false }),
      affects(version: string): boolean {
        const asked = new AskedVersion(version);
        return members.some(({ affected }) => affected.contains(asked));
      },
    };
  });
}
