import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Changelog } from '@safety-curtain/plugin-supply-chain-common';
import {
  CountedList,
  NoPermissionNote,
  Section,
  SeverityMark,
  supplyChainTranslationRef,
  useFormats,
  type Translate,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';
import styles from './releases.module.css';

type Findings = NonNullable<Changelog['findings']>['added'];
type ChangelogFinding = Findings['items'][number];

/** What a release brings since another one, and what it comes to. */
export function ChangelogView({ changelog }: { changelog: Changelog }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { release, previous, basis, asOf, impact } = changelog;
  return (
    <div className={styles.changelog}>
      <div>
        <Text as="h3" variant="body-large" weight="bold">
          {previous ? `${previous.name} → ${release.name}` : release.name}
        </Text>
        <Text as="p" className={styles.impact}>
          {impact}
        </Text>
        <Text as="p" color="secondary">
          {basis === 'then'
            ? t('changelog.then', { time: formats.time(asOf) })
            : t('changelog.now')}
        </Text>
      </div>
      <FindingSections changelog={changelog} t={t} />
      <ComponentSections changelog={changelog} t={t} />
      <LicenseSections changelog={changelog} t={t} />
    </div>
  );
}

interface PartProps {
  changelog: Changelog;
  t: Translate;
}

function FindingSections({ changelog, t }: PartProps) {
  const { findings, previous } = changelog;
  if (!findings)
    return <NoPermissionNote what={t('changelog.findingsDenied')} />;
  const { added, fixed, reopened, rerated, decided } = findings;
  const list = (
    title: string,
    some: Findings,
    more: (finding: ChangelogFinding) => ReactNode = () => null,
  ) => (
    <FilledList title={title} count={some.count}>
      {some.items.map(finding => (
        <span
          key={`${finding.vulnerability} ${finding.package}`}
          className={styles.finding}
        >
          <SeverityMark severity={finding.severity} />
          <code>{finding.vulnerability}</code>
          <Text color="secondary">
            {finding.package} {finding.versions.join(', ')}
          </Text>
          {finding.dismissed && !finding.decision && (
            <Text color="secondary">{t('changelog.decisions.dismissed')}</Text>
          )}
          {more(finding)}
        </span>
      ))}
    </FilledList>
  );
  return (
    <Section title={t('changelog.findings')}>
      <Text as="p" color="secondary">
        {t('changelog.findingsHint')}
      </Text>
      <Nothing lists={[added, fixed, reopened, rerated, decided]} />
      {list(
        t(previous ? 'changelog.newFindings' : 'changelog.allFindings'),
        added,
      )}
      {list(t('changelog.fixed'), fixed)}
      {list(t('changelog.reopened'), reopened)}
      {list(t('changelog.rerated'), rerated, ({ before }) => (
        <Text color="secondary">
          {before && t('changelog.was', { severity: t(`severity.${before}`) })}
        </Text>
      ))}
      {list(t('changelog.decided'), decided, ({ decision }) => (
        <Text color="secondary">
          {decision && t(`changelog.decisions.${decision}`)}
        </Text>
      ))}
    </Section>
  );
}

function ComponentSections({ changelog, t }: PartProps) {
  const { components, previous } = changelog;
  const { added, removed, changed } = components;
  return (
    <Section title={t('changelog.components')}>
      <Nothing lists={[added, removed, changed]} />
      <FilledList title={t('changelog.changed')} count={changed.count}>
        {changed.items.map(({ name, type = '', before, after, major }) => (
          <span key={`${type}/${name}`} className={styles.finding}>
            <code>
              {name} {before.join(', ')} → {after.join(', ')}
            </code>
            {major && <Text weight="bold">{t('changelog.major')}</Text>}
          </span>
        ))}
      </FilledList>
      <FilledList
        title={t(previous ? 'changelog.added' : 'changelog.allPackages')}
        count={added.count}
      >
        {added.items.map(({ name, type = '', version }) => (
          <code key={`${type}/${name}@${version}`}>
            + {name} {version}
          </code>
        ))}
      </FilledList>
      <FilledList title={t('changelog.removed')} count={removed.count}>
        {removed.items.map(({ name, type = '', version }) => (
          <code key={`${type}/${name}@${version}`}>
            − {name} {version}
          </code>
        ))}
      </FilledList>
    </Section>
  );
}

function LicenseSections({ changelog, t }: PartProps) {
  const { licenses, previous } = changelog;
  if (!licenses)
    return <NoPermissionNote what={t('changelog.licensesDenied')} />;
  const { added, removed, changed, unknown = 0 } = licenses;
  const list = (title: string, some: typeof added) => (
    <FilledList title={title} count={some.count}>
      {some.items.map(({ expression, packages }) => (
        <span key={expression} className={styles.finding}>
          <code>{expression}</code>
          <Text color="secondary">
            {t('changelog.licensedPackages', { count: packages })}
          </Text>
        </span>
      ))}
    </FilledList>
  );
  return (
    <Section title={t('changelog.licenses')}>
      <Nothing lists={[added, removed, changed]} />
      {list(
        t(previous ? 'changelog.newLicenses' : 'changelog.allLicenses'),
        added,
      )}
      {list(t('changelog.goneLicenses'), removed)}
      {unknown > 0 && (
        <Text as="p">{t('changelog.unknownLicenses', { count: unknown })}</Text>
      )}
      <FilledList title={t('changelog.relicensed')} count={changed.count}>
        {changed.items.map(({ name, type = '', before, after }) => (
          <code key={`${type}/${name}`}>
            {name}: {before.join(', ')} → {after.join(', ')}
          </code>
        ))}
      </FilledList>
    </Section>
  );
}

/** A list that is left out where there is nothing in it. */
function FilledList(props: {
  title: string;
  count: number;
  children: readonly ReactNode[];
}) {
  if (props.count === 0) return null;
  return <CountedList {...props} />;
}

/** Says so where all lists of a section are left out. */
function Nothing({ lists }: { lists: readonly { count: number }[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (lists.some(({ count }) => count > 0)) return null;
  return <Text color="secondary">{t('changelog.nothing')}</Text>;
}
