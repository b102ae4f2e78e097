import type { Component } from '@safety-curtain/sbom';
import type { ReleaseFacts } from './model';
import type { RiskJudge } from './RiskJudge';
import type { RiskyPackage } from './riskReport';

/**
 * A component of a lock file or manifest that something is wrong with; undefined where nothing is, or
 * it is of no registry.
 *
 * @public
 */
export function riskyPackageOf(
  judge: RiskJudge,
  component: Component,
  { path, facts }: { path?: string; facts?: ReleaseFacts },
): RiskyPackage | undefined {
  const { ecosystem, packageName: name, version, purl, direct } = component;
  if (ecosystem === undefined) return undefined;
  const risks = judge.judge({ ecosystem, name, version }, facts);
  if (risks.length === 0) return undefined;
  return { ecosystem, name, version, purl, direct, path, risks };
}
