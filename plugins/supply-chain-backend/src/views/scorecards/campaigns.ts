import {
  ORGANIZATION,
  ScorecardCampaign,
  UNOWNED,
} from '@safety-curtain/policy';
import type { ScorecardCampaignList } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { TargetFilter } from '../../records/targets/targetFilter';
import {
  Organization,
  readStructure,
  titleOf,
} from '../structure/readStructure';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import { isOver } from './campaignState';
import { CountedResult, readResults } from './results';

const MAX_TEAMS = 50;

type Campaign = ScorecardCampaignList['items'][number];

const states: Campaign['state'][] = ['overdue', 'open', 'done'];

/** How far each campaign of a scorecard is, among the services of a filter. */
export async function readCampaigns(
  knex: Knex,
  scorecard: DefinedScorecard,
  filter: TargetFilter,
  now: Date,
): Promise<ScorecardCampaignList> {
  if (scorecard.campaigns.length === 0) return { items: [] };
  const [results, organization] = await Promise.all([
    readResults(knex, scorecard, filter, now),
    readStructure(knex, 'owner'),
  ]);
  const items = scorecard.campaigns.map(campaign =>
    toCampaign(campaign, results, organization, now),
  );
  return {
    items: items.sort(
      (a, b) =>
        states.indexOf(a.state) - states.indexOf(b.state) ||
        a.target.localeCompare(b.target) ||
        a.name.localeCompare(b.name),
    ),
  };
}

function toCampaign(
  campaign: ScorecardCampaign,
  results: readonly CountedResult[],
  organization: Organization,
  now: Date,
): Campaign {
  const waiting = results.filter(({ open }) => open.includes(campaign.name));
  // Where nothing has been asked, nothing is done.
  const isDone = results.length > 0 && waiting.length === 0;
  const { name, title, target, level } = campaign;
  return {
    name,
    title,
    target,
    level,
    state: isDone ? 'done' : stateOf(campaign, now),
    services: results.length,
    done: results.length - waiting.length,
    ...teamsOf(results, waiting, organization),
  };
}

function stateOf(campaign: ScorecardCampaign, now: Date): 'open' | 'overdue' {
  return isOver(campaign, now) ? 'overdue' : 'open';
}

function teamsOf(
  results: readonly CountedResult[],
  waiting: readonly CountedResult[],
  { structure, titles }: Organization,
): Pick<Campaign, 'teams' | 'teamsLeft'> {
  const count = (each: readonly CountedResult[]) => {
    const counts = new Map<string, number>();
    for (const { service } of each) {
      for (const owner of structure.affectedBy(service)) {
        if (owner === ORGANIZATION) continue;
        counts.set(owner, (counts.get(owner) ?? 0) + 1);
      }
    }
    return counts;
  };
  const services = count(results);
  const lackingTeams = count(waiting);
  const teams = [...lackingTeams]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MAX_TEAMS)
    .map(([ref, lacking]) => {
      const all = services.get(ref) ?? lacking;
      const title = ref === UNOWNED ? 'Without an owner' : titleOf(titles, ref);
      return { ref, title, services: all, done: all - lacking };
    });
  return { teams, teamsLeft: lackingTeams.size - teams.length };
}
