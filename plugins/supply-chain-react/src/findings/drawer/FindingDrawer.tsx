import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import type {
  FindingDetail,
  PathList,
} from '@safety-curtain/plugin-supply-chain-common';
import type { ReactNode } from 'react';
import { useSupplyChainApi } from '../../api/useSupplyChainApi';
import { SideDrawer } from '../../drawer/SideDrawer';
import { type Loaded, useLoad } from '../../hooks/useLoad';
import { DependencyPaths } from '../../paths';
import { SeverityMark } from '../../severity';
import { ErrorNote } from '../../states';
import { CopyText } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import { ExploitMark } from '../ExploitMark';
import { MaliciousMark } from '../MaliciousMark';
import { directMessage } from '../findingFilter';
import styles from '../findings.module.css';
import { whereOf } from '../whereOf';
import { ClaimsSection } from './ClaimsSection';
import { DecisionSection } from './DecisionSection';
import { DueSection } from './DueSection';
import { HistorySection } from './HistorySection';
import { LinksSection } from './LinksSection';
import { Facts, Section } from '../../drawer/Section';
import { TicketsSection } from './TicketsSection';
import { ReportedSection } from './ReportedSection';
import { RuleSection } from './RuleSection';
import { ScoreSection } from './ScoreSection';
import { WhatToDoSection } from './WhatToDoSection';

/** Of the drawer of one finding. @public */
export interface FindingDrawerProps {
  /** The finding to show; the drawer is closed without one. */
  id: string | undefined;
  onClose(): void;
  /** Called when somebody decided about it. */
  onDecided?(): void;
  /** More sections, below what to do: decisions, for example. */
  children?: ReactNode;
}

/**
 * One finding at the side of the page: what it is, what to do, why it is here,
 * how bad it is and who says so.
 *
 * @public
 */
export function FindingDrawer(props: FindingDrawerProps) {
  const { id, onClose, onDecided, children } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const finding = useLoad(id, signal =>
    api.getFinding({ id: id! }, { signal }),
  );
  const paths = useLoad(id, signal =>
    api.getFindingPaths({ id: id! }, { signal }),
  );
  const detail = finding.value;
  // What to do names where the paths begin: sections that come before the
  // paths would move what somebody is about to press.
  const complete = paths.value !== undefined || paths.error !== undefined;
  return (
    <SideDrawer
      open={id !== undefined}
      onClose={onClose}
      label={detail?.finding.advisory ?? t('drawer.what')}
      head={<PanelTitle detail={detail} />}
    >
      {finding.error && (
        <ErrorNote
          error={finding.error}
          what={t('drawer.what')}
          onRetry={finding.reload}
        />
      )}
      {!finding.error && !(detail && complete) && (
        <Skeleton height={160} role="status" aria-label={t('drawer.loading')} />
      )}
      {detail && complete && (
        <PanelSections
          detail={detail}
          paths={paths}
          onDecided={() => {
            finding.reload();
            onDecided?.();
          }}
        >
          {children}
        </PanelSections>
      )}
    </SideDrawer>
  );
}

function PanelTitle(props: { detail: FindingDetail | undefined }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const finding = props.detail?.finding;
  if (!finding) {
    return (
      <Text as="h2" variant="title-x-small">
        {t('drawer.what')}
      </Text>
    );
  }
  return (
    <>
      <div className={styles.row}>
        <Text as="h2" variant="title-x-small">
          {finding.advisory}
        </Text>
        <CopyText text={finding.advisory} label={t('drawer.advisoryId')} />
        <SeverityMark severity={finding.severity} score={finding.score} />
        {finding.malicious && <MaliciousMark />}
        {finding.knownExploited && <ExploitMark />}
      </div>
      <Text as="p" color="secondary">
        {t('drawer.where', {
          package: [whereOf(finding), ...finding.versions].join(' '),
          target: finding.targetName,
        })}
      </Text>
    </>
  );
}

function PanelSections(props: {
  detail: FindingDetail;
  paths: Loaded<PathList>;
  onDecided(): void;
  children?: ReactNode;
}) {
  const { detail, paths, onDecided, children } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { finding, vulnerability } = detail;
  return (
    <>
      {vulnerability ? (
        <WhatItIsSection detail={detail} vulnerability={vulnerability} />
      ) : (
        <RuleSection detail={detail} />
      )}
      {finding.package !== undefined && (
        <WhatToDoSection detail={detail} paths={paths.value} />
      )}
      <DueSection detail={detail} />
      <DecisionSection detail={detail} onDecided={onDecided} />
      <TicketsSection tickets={detail.tickets ?? []} />
      {children}
      {vulnerability && (
        <>
          <Section title={t('drawer.why')}>
            <DependencyPaths paths={paths} />
          </Section>
          <ScoreSection of={vulnerability} />
        </>
      )}
      <ReportedSection detail={detail} />
      {vulnerability && <ClaimsSection claims={vulnerability.claims} />}
      <HistorySection history={detail.history} />
      {vulnerability && <LinksSection claims={vulnerability.claims} />}
    </>
  );
}

function WhatItIsSection(props: {
  detail: FindingDetail;
  vulnerability: NonNullable<FindingDetail['vulnerability']>;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { vulnerability } = props;
  const { finding, components } = props.detail;
  return (
    <Section title={t('drawer.whatItIs')}>
      <Text as="p">
        {finding.summary ??
          vulnerability.vulnerability.summary ??
          t('drawer.noSummary')}
      </Text>
      <Facts>
        <dt>{t('findings.state')}</dt>
        <dd>
          {t(`findingState.${finding.state}`)}
          {finding.resolvedReason &&
            `: ${t(`resolved.${finding.resolvedReason}`)}`}
          {finding.stale && ` (${t('findings.stale')})`}
        </dd>
        {vulnerability.vulnerability.aliases.length > 0 && (
          <>
            <dt>{t('drawer.aliases')}</dt>
            <dd>{vulnerability.vulnerability.aliases.join(', ')}</dd>
          </>
        )}
        {vulnerability.unconfirmedAliases.length > 0 && (
          <>
            <dt>{t('drawer.unconfirmed')}</dt>
            <dd>
              {t('drawer.unconfirmedNote', {
                ids: vulnerability.unconfirmedAliases.join(', '),
              })}
            </dd>
          </>
        )}
        {components.map(component => (
          <ComponentFacts key={component.purl} component={component} />
        ))}
      </Facts>
    </Section>
  );
}

function ComponentFacts(props: {
  component: FindingDetail['components'][number];
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { component } = props;
  const facts = [
    t(directMessage(component.direct)),
    component.scope && t(`scope.${component.scope}`),
    component.manifests.join(', '),
  ];
  return (
    <>
      <dt>{t('drawer.package')}</dt>
      <dd>
        <span className={styles.row}>
          <code>{component.purl}</code>
          <CopyText text={component.purl} label={t('drawer.purl')} />
        </span>
        <Text as="p" variant="body-small" color="secondary">
          {facts.filter(Boolean).join(' · ')}
        </Text>
      </dd>
    </>
  );
}
