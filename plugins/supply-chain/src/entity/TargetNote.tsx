import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  RelativeTime,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';

type Note = {
  status: 'info' | 'warning' | 'danger';
  title: string;
  hint?: ReactNode;
};

/**
 * Why the figures can not be taken at their word, and what to do about it;
 * nothing where the last scan read everything.
 */
export function TargetNote(props: { detail: TargetDetail; busy: boolean }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const note = useNote(props.detail, props.busy);
  if (!note) return null;
  const reason =
    props.detail.target.healthReason ?? props.detail.target.schedule.lastError;
  return (
    <Alert
      icon
      role="status"
      status={note.status}
      title={note.title}
      description={
        <>
          {reason && <div>{t('state.reason', { reason })}</div>}
          {note.hint && <div>{note.hint}</div>}
        </>
      }
    />
  );
}

function useNote(detail: TargetDetail, busy: boolean): Note | undefined {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { health, schedule, lastGoodScanAt, source } = detail.target;
  switch (health) {
    case 'pending':
      return {
        status: 'info',
        title: t('state.pending'),
        hint: pendingHint(),
      };
    case 'failed':
      return {
        status: 'danger',
        title: t('state.failed'),
        hint: lastGoodScanAt
          ? t('state.failedKept', {
              when: <RelativeTime iso={lastGoodScanAt} />,
            })
          : t('state.failedNothing'),
      };
    case 'partial':
      return {
        status: 'warning',
        title: t('state.partial'),
        hint: t('state.partialHint'),
      };
    case 'stale':
      return {
        status: 'warning',
        title: t('state.stale'),
        hint:
          lastGoodScanAt &&
          t('state.staleHint', { when: <RelativeTime iso={lastGoodScanAt} /> }),
      };
    case 'empty':
      return (
        lossNote() ??
        unresolvedNote() ?? {
          status: 'info',
          title: t('state.empty'),
          hint: t('state.emptyHint', {
            source: source ?? t('state.emptyAnywhere'),
          }),
        }
      );
    case 'unscannable':
      return {
        status: 'warning',
        title: t('state.unscannable'),
        hint: t('state.unscannableHint'),
      };
    default:
      return lossNote() ?? unresolvedNote();
  }

  /** Formats that cannot tell: read, and perhaps only a part of what was there. */
  function lossNote(): Note | undefined {
    const lost = detail.manifests.filter(one => one.suddenLoss);
    return lost.length === 0
      ? undefined
      : {
          status: 'warning',
          title: t('state.lost', { count: lost.length, path: lost[0].path }),
          hint: t('state.lostHint'),
        };
  }

  /** Dependencies that no advisory was compared with. */
  function unresolvedNote(): Note | undefined {
    const count = detail.manifests.reduce(
      (sum, one) => sum + (one.unresolved?.count ?? 0),
      0,
    );
    return count === 0
      ? undefined
      : {
          status: 'warning',
          title: t('state.unresolved', { count }),
          hint: t('state.unresolvedHint'),
        };
  }

  function pendingHint(): ReactNode {
    if (busy || schedule.queued || schedule.running) {
      return t('state.pendingQueued');
    }
    if (!schedule.nextScanAt) return undefined;
    return t('state.pendingNext', {
      when: <RelativeTime iso={schedule.nextScanAt} />,
    });
  }
}
