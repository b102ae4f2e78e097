import type { Component } from '@safety-curtain/sbom';
import { Dependents, type Through } from './dependents';
import type {
  KnownPackages,
  PackageKnowledge,
  PlannedManifest,
  PlanQuestion,
} from './planQuestion';
import {
  type PlannedVulnerability,
  type UpgradeTarget,
  type UpgradeTargets,
  upgradeTargets,
} from './upgradeTargets';

/** A package version in a manifest that open vulnerabilities affect. */
export interface VulnerableUse {
  manifest: PlannedManifest;
  component: Component & { ecosystem: string };
  hit: readonly PlannedVulnerability[];
  /** Those of other versions of the package. */
  others: readonly PlannedVulnerability[];
  targets: UpgradeTargets;
  /** The version that a plan goes to. */
  to?: UpgradeTarget;
  through: Through;
}

/**
 * The package versions of the manifests that open vulnerabilities affect: all of them, unless the
 * question bounds how many uses are looked at.
 */
export function vulnerableUses(
  question: PlanQuestion,
  known: KnownPackages,
  now: Date,
): { uses: VulnerableUse[]; cut: boolean } {
  const { mostUses = Infinity } = question;
  let lookedAt = 0;
  const versions = new Map<string, VersionAnswer | undefined>();
  const answerOf = (knowledge: PackageKnowledge, version: string) => {
    const { ecosystem, packageName } = knowledge;
    const key = [ecosystem, packageName, version].join('\0');
    if (!versions.has(key)) {
      versions.set(key, answerFor(question, knowledge, version, now));
    }
    return versions.get(key);
  };
  const uses = question.manifests.flatMap(manifest => {
    let dependents: Dependents | undefined;
    return manifest.components.flatMap(component => {
      const knowledge = known.of(component);
      const { ecosystem } = component;
      if (!knowledge || ecosystem === undefined) return [];
      if (++lookedAt > mostUses) return [];
      const answer = answerOf(knowledge, component.version);
      if (!answer) return [];
      dependents ??= new Dependents(manifest);
      return {
        manifest,
        component: { ...component, ecosystem },
        ...answer,
        through: dependents.above(component.purl),
      };
    });
  });
  return { uses, cut: lookedAt > mostUses };
}

type VersionAnswer = Pick<VulnerableUse, 'hit' | 'others' | 'targets' | 'to'>;

/** Undefined where nothing affects the version. */
function answerFor(
  { aim, ageFloorDays }: PlanQuestion,
  knowledge: PackageKnowledge,
  version: string,
  now: Date,
): VersionAnswer | undefined {
  const { vulnerabilities } = knowledge;
  const hit = vulnerabilities.filter(one => one.affects(version));
  if (hit.length === 0) return undefined;
  const targets = upgradeTargets({ ...knowledge, version, ageFloorDays }, now);
  const to = targets.clear ?? targets.better;
  const isUrgent = hit.some(({ urgent }) => urgent);
  return {
    hit,
    others: vulnerabilities.filter(one => !hit.includes(one)),
    targets,
    to: aim === 'urgent' && isUrgent ? targets.urgent ?? to : to,
  };
}
