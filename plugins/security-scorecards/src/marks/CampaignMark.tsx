import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ScorecardCampaignList } from '@safety-curtain/plugin-supply-chain-common';
import {
  StateMark,
  type StateTone,
} from '@safety-curtain/plugin-supply-chain-react';
import { securityScorecardsTranslationRef } from '../translation';

type CampaignState = ScorecardCampaignList['items'][number]['state'];

const tones: Record<CampaignState, StateTone> = {
  done: 'good',
  open: 'quiet',
  overdue: 'bad',
};

/** How a campaign stands, as words with a shape and a color. */
export function CampaignMark({ state }: { state: CampaignState }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  return (
    <StateMark tone={tones[state]}>{t(`campaign.state.${state}`)}</StateMark>
  );
}
