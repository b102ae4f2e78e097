import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  FindingDetail,
  Override,
  PathList,
} from '@safety-curtain/plugin-supply-chain-common';
import { useUrlState } from '../../hooks/useUrlState';
import { SeverityMark } from '../../severity';
import { CopyText, packageLabel } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';
import { Section } from '../../drawer/Section';

/** Packages at the heads of paths that are named. */
const MAX_PARENTS = 5;

type Upgrade = NonNullable<FindingDetail['upgrade']>;

/** The upgrade that clears the package, where to make it, and what else goes with it. */
export function WhatToDoSection(props: {
  detail: FindingDetail;
  /** How the package comes in, as soon as that is known. */
  paths?: PathList;
}) {
  const { detail, paths } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { finding, upgrade } = detail;
  if (finding.state === 'resolved') {
    return (
      <Section title={t('drawer.whatToDo')}>
        <Text as="p">{t('drawer.nothingToDo')}</Text>
      </Section>
    );
  }
  if (!upgrade) {
    return (
      <Section title={t('drawer.whatToDo')}>
        <Text as="p">{t('drawer.noUpgrade')}</Text>
      </Section>
    );
  }
  return (
    <Section title={t('drawer.whatToDo')}>
      <UpgradeText upgrade={upgrade} versions={finding.versions} />
      <Where upgrade={upgrade} paths={paths} />
      <Text as="p" color="secondary">
        {t('drawer.confirm')}
      </Text>
      <AlsoClears detail={detail} />
    </Section>
  );
}

function UpgradeText(props: { upgrade: Upgrade; versions: string[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { upgrade, versions } = props;
  const { package: name, from = versions, to, fixed } = upgrade;
  return (
    <div>
      <Text as="p" weight="bold">
        {t('drawer.upgrade', { package: name, from: from.join(', '), to })}
      </Text>
      {fixed !== to && (
        <Text as="p">
          {fixed === undefined
            ? t('drawer.clearsOthers', { to })
            : t('drawer.clearsAll', { to, fixed })}
        </Text>
      )}
    </div>
  );
}

/** In which files: where the package is asked for, or where its parents are. */
function Where({ upgrade, paths }: { upgrade: Upgrade; paths?: PathList }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { overrides, to } = upgrade;
  const all = paths?.paths ?? [];
  const direct = unique(
    all.filter(path => path.purls.length === 1).map(path => path.declaredIn),
  );
  const parents = unique(
    all
      .filter(path => path.purls.length > 1)
      .map(path =>
        t('drawer.parent', {
          parent: packageLabel(path.purls[0]),
          file: path.declaredIn,
        }),
      ),
  );
  return (
    <>
      {direct.length > 0 && (
        <Text as="p">{t('drawer.direct', { files: direct.join(', ') })}</Text>
      )}
      {parents.length > 0 && (
        <>
          <Text as="p">
            {t('drawer.parents', { package: upgrade.package, to })}
          </Text>
          <ul className={styles.list}>
            {parents.slice(0, MAX_PARENTS).map(parent => (
              <li key={parent}>{parent}</li>
            ))}
            {parents.length > MAX_PARENTS && (
              <li>
                {t('drawer.moreParents', {
                  count: parents.length - MAX_PARENTS,
                })}
              </li>
            )}
          </ul>
        </>
      )}
      {overrides.map(override => (
        <OverrideSnippet key={override.file} override={override} />
      ))}
    </>
  );
}

/** How to force a version, as it stands in a file or is typed. @public */
export function OverrideSnippet({ override }: { override: Override }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { file, kind, text } = override;
  return (
    <div>
      <div className={styles.row}>
        <Text as="p">
          {t(kind === 'command' ? 'drawer.command' : 'drawer.override', {
            file,
          })}
        </Text>
        <CopyText text={text} label={t('drawer.overrideLabel', { file })} />
      </div>
      <pre className={styles.snippet}>
        <code>{text}</code>
      </pre>
    </div>
  );
}

function AlsoClears({ detail }: { detail: FindingDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const { alsoClears = [] } = detail;
  if (alsoClears.length === 0) return null;
  return (
    <>
      <Text as="p">{t('drawer.alsoClears', { count: alsoClears.length })}</Text>
      <ul className={styles.list}>
        {alsoClears.map(other => (
          <li key={other.id} className={styles.row}>
            <SeverityMark severity={other.severity} />
            <Link href={url.href({ finding: other.id })}>{other.advisory}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
