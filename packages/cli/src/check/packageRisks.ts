import type { ToolReport } from '@safety-curtain/reports';
import { RiskJudge, riskReport, riskyPackageOf } from '@safety-curtain/risk';
import type { Inventory } from '@safety-curtain/sbom';

/**
 * What is wrong with packages by their names, and with lock files by their
 * addresses and hashes: all that can be told without asking a registry.
 */
export function packageRisksOf(
  { manifests }: Inventory,
  now: Date,
): ToolReport {
  const options = { now };
  const judge = new RiskJudge(options);
  const packages = manifests.flatMap(({ path, components }) =>
    components.flatMap(
      component => riskyPackageOf(judge, component, { path }) ?? [],
    ),
  );
  const locks = manifests.flatMap(({ path, lock }) =>
    lock ? [{ path, lock, own: [] }] : [],
  );
  return riskReport({ packages, locks }, options);
}
