import { endOf, Scorecard, ScorecardCampaign } from '@safety-curtain/policy';

/** A campaign that waits for a service, with the checks that do not hold. */
export interface OpenCampaign {
  name: string;
  missing: string[];
}

/** Campaigns of a result that are not done, as they are stored. */
export function openCampaigns(json: string): OpenCampaign[] {
  // Most services: as of ten thousand rows it shows.
  return json === '[]' ? [] : JSON.parse(json);
}

/** Whether a campaign's day is over, which is told when it is read. */
export function isOver({ target }: ScorecardCampaign, now: Date): boolean {
  return endOf(target) <= now.getTime();
}

/** Names of the campaigns whose day is over. */
export function overdueNames(
  { campaigns }: Scorecard,
  now: Date,
): ReadonlySet<string> {
  return new Set(
    campaigns.filter(campaign => isOver(campaign, now)).map(({ name }) => name),
  );
}
