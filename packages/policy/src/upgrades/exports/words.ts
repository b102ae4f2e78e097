import type { PlannedChange, PlannedPackage, UpgradePlan } from '../plan';
import type { NoClearVersion, UpgradeTarget } from '../upgradeTargets';
import { counted } from '../../facts/days';

/** `4 changes clear 12 of 15 open findings, 2 of 2 urgent`, and whether fewer could. */
export function headlineOf({
  counts,
  changes,
  exact,
  cut,
}: UpgradePlan): string[] {
  const { findings, cleared, urgent, urgentCleared } = counts;
  if (findings === 0) return ['No open findings in what was read.'];
  const open = counted(findings, 'open finding');
  if (changes.length === 0) return [`No change clears any of ${open}.`];
  const clear = changes.length === 1 ? 'clears' : 'clear';
  const pressing =
    urgent > 0
      ? `, ${urgentCleared} of ${urgent} urgent (known exploited or critical)`
      : '';
  return [
    `${counted(
      changes.length,
      'change',
    )} ${clear} ${cleared} of ${open}${pressing}.`,
    exact
      ? 'No smaller set of these changes clears as much.'
      : 'Changes were chosen one by one, the best first: a smaller set may clear as much.',
    ...(cut
      ? ['There are more findings: these are the worst, to be done first.']
      : []),
  ];
}

const KINDS: Record<PlannedChange['kind'], string> = {
  upgrade: 'Upgrade',
  parent: 'Upgrade',
  override: 'Override',
};

/** What a change does, with names as `mark` writes them. */
export function titleOf(
  { kind, package: name, from, to, step, declaredIn }: PlannedChange,
  mark: (text: string) => string,
): string {
  const versions = `${from.map(mark).join(', ')} to ${mark(to)}`;
  const size = step === 'unknown' ? 'step not known' : step;
  return `${KINDS[kind]} ${mark(name)} ${versions} (${size}) in ${mark(
    declaredIn,
  )}`;
}

/** What else is to be known of a change, a line each. */
export function notesOf(
  change: PlannedChange,
  mark: (text: string) => string,
): string[] {
  const { clears, leaves, kind, alsoThrough, seenIn, how } = change;
  const { ageDays, young, unconfirmed } = change;
  const notes = [`Clears ${listOf(clears, change, mark)}.`];
  if (leaves.length > 0) notes.push(`Leaves ${listOf(leaves, change, mark)}.`);
  if (kind === 'override') {
    notes.push(
      'Whether a newer version of what brings it lets go of it is not known.',
    );
  }
  if (seenIn !== undefined) {
    notes.push(`Lets go of it in the lock file of ${mark(seenIn)}.`);
  }
  if (alsoThrough.length > 0) {
    notes.push(
      `Comes in through ${alsoThrough
        .map(one => mark(`${one.package} ${one.version}`))
        .join(', ')} as well, which may keep the old version.`,
    );
  }
  if (ageDays !== undefined && young) {
    notes.push(
      `Released ${
        ageDays === 0 ? 'today' : `${counted(ageDays, 'day')} ago`
      }: young, and taken because it is the fix.`,
    );
  }
  if (unconfirmed) {
    notes.push(
      'An advisory names the version, no registry was asked: whether it was deprecated or withdrawn is not known.',
    );
  }
  if (!how) notes.push('How its package manager is told is not known.');
  return notes;
}

function listOf(
  findings: PlannedChange['clears'],
  { package: name }: PlannedChange,
  mark: (text: string) => string,
): string {
  return findings
    .map(one => {
      const id = mark(one.vulnerability);
      const of = one.package === name ? id : `${id} of ${mark(one.package)}`;
      return one.urgent ? `${of} (urgent)` : of;
    })
    .join(', ');
}

const REASONS: Record<NoClearVersion, string> = {
  'no-fix': 'no fixed version is known',
  'only-pre-releases': 'only a pre-release is clear of all',
  'only-withdrawn': 'what is clear of all was deprecated or withdrawn',
  'all-affected': 'every newer version has a vulnerability',
  'versions-not-ordered': 'its versions cannot be ordered',
};

/** A package version of which something stays, with what and why. */
export interface Stuck {
  one: PlannedPackage;
  ids: readonly string[];
  reason: string;
}

/** What no version clears. */
export function stuckOf({ packages }: UpgradePlan): Stuck[] {
  return packages.flatMap(one => {
    if (one.clear || !one.because) return [];
    const cleared = new Set(one.better?.clears);
    const ids = one.vulnerabilities.filter(id => !cleared.has(id));
    return [{ one, ids, reason: REASONS[one.because] }];
  });
}

/** `4.17.21 (patch)` */
export function targetText(
  target: UpgradeTarget | undefined,
  mark: (text: string) => string,
): string {
  if (!target) return '';
  return target.step === 'unknown'
    ? mark(target.version)
    : `${mark(target.version)} (${target.step})`;
}
