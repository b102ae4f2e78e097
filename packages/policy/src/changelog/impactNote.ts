import {
  type Changelog,
  type ChangelogFinding,
  changelogSeverities,
} from './changelog';
import type { Listed } from '../gates/gateReport';
import { counted } from '../facts/days';

/**
 * A changelog in a few plain sentences: what a release fixes and brings. It says nothing of what the
 * changelog has not.
 *
 * @public
 */
export function impactNote(changelog: Changelog): string {
  return [
    changelog.previous ? differences(changelog) : firstRelease(changelog),
    shipsWith(changelog),
    unknownLicenses(changelog),
    partialNote(changelog),
  ]
    .filter(Boolean)
    .join(' ');
}

function firstRelease({ release: { components }, licenses }: Changelog) {
  const under =
    licenses && licenses.added.count > 0
      ? ` under ${counted(licenses.added.count, 'license')}`
      : '';
  return `The first release that is known: ${counted(
    components,
    'component',
  )}${under}.`;
}

function differences({ findings, components, licenses }: Changelog): string {
  const told = [
    findings && findingsChange(findings),
    componentsChange(components),
    licenses && licensesChange(licenses),
  ].filter(Boolean);
  return `${told.join('; ') || 'Nothing differs'}.`;
}

function findingsChange({
  added,
  fixed,
  reopened,
  rerated,
  decided,
}: NonNullable<Changelog['findings']>): string {
  const parts = [
    fixed.count > 0 && `fixes ${findingsText(fixed)}`,
    added.count > 0 && `brings ${findingsText(added, 'new ')}`,
    reopened.count > 0 && `reopens ${findingsText(reopened)}`,
    rerated.count > 0 && `${counted(rerated.count, 'finding')} rated otherwise`,
    decided.count > 0 && `${counted(decided.count, 'finding')} decided about`,
  ].filter(Boolean);
  return capitalized(
    parts.join(', ') || 'neither fixes findings nor brings new ones',
  );
}

function componentsChange({
  added,
  removed,
  changed,
  majors,
}: Changelog['components']): string {
  const parts = [
    changed.count > 0 &&
      `${counted(changed.count, 'component')} changed${
        majors > 0 ? ` (${majors} to another major version)` : ''
      }`,
    added.count > 0 && `${added.count} added`,
    removed.count > 0 && `${removed.count} removed`,
  ].filter(Boolean);
  return parts.join(', ') || 'no component changed';
}

function licensesChange({
  added,
  removed,
  changed,
}: NonNullable<Changelog['licenses']>): string {
  return [
    added.count > 0 && `${counted(added.count, 'license')} new`,
    removed.count > 0 && `${counted(removed.count, 'license')} gone`,
    changed.count > 0 &&
      `${counted(changed.count, 'component')} under another license`,
  ]
    .filter(Boolean)
    .join(', ');
}

function shipsWith({ findings }: Changelog): string {
  if (!findings) return '';
  const open = changelogSeverities
    .filter(severity => findings.open[severity] > 0)
    .map(severity => `${findings.open[severity]} ${severity}`);
  const { dismissed = 0 } = findings;
  const aside =
    dismissed > 0
      ? `; ${dismissed} ${dismissed === 1 ? 'is' : 'are'} dismissed`
      : '';
  return open.length === 0
    ? `It ships with no open findings of known vulnerabilities${aside}.`
    : `It ships with open findings of known vulnerabilities: ${open.join(
        ', ',
      )}${aside}.`;
}

function unknownLicenses({ licenses }: Changelog): string {
  const { unknown = 0 } = licenses ?? {};
  return unknown === 0
    ? ''
    : `No license is known of ${counted(unknown, 'component')}.`;
}

function partialNote({ release, previous }: Changelog): string {
  const partial = [release, previous].flatMap(one =>
    one?.partial ? one.name : [],
  );
  return partial.length === 0
    ? ''
    : `Some files of ${partial.join(
        ' and ',
      )} could not be read: what was in them may be missing here.`;
}

/** `3 findings (1 critical, 2 high)`, of those that are listed. */
function findingsText(
  { count, items }: Listed<ChangelogFinding>,
  prefix = '',
): string {
  const grave = (['critical', 'high'] as const).flatMap(severity => {
    const many = items.filter(item => item.severity === severity).length;
    return many > 0 ? `${many} ${severity}` : [];
  });
  const of = grave.length > 0 ? ` (${grave.join(', ')})` : '';
  return `${count} ${prefix}${count === 1 ? 'finding' : 'findings'}${of}`;
}

function capitalized(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
