import {
  ORGANISATION,
  ScorecardCampaign,
  UNOWNED,
} from '@safety-curtain/policy';
import type { ScorecardCampaignList } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import type { TargetFilter } from '../../records/targets/targetFilter';
import {
  Organisation,
  readStructure,
  titleOf,
} from '../structure/readStructure';
import type { DefinedScorecard } from '../../records/results/scorecardSet';
import { isOver } from './campaignState';
import { CountedStanding, readStandings } from './standings';

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
  const [standings, organisation] = await Promise.all([
    readStandings(knex, scorecard, filter, now),
    readStructure(knex, 'owner'),
  ]);
  const items = scorecard.campaigns.map(campaign =>
    toCampaign(campaign, standings, organisation, now),
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
  standings: readonly CountedStanding[],
  organisation: Organisation,
  now: Date,
): Campaign {
  const waiting = standings.filter(({ open }) => open.includes(campaign.name));
  // Where nothing has been asked, nothing is done.
  const isDone = standings.length > 0 && waiting.length === 0;
  const { name, title, target, level } = campaign;
  return {
    name,
    title,
    target,
    level,
    state: isDone ? 'done' : stateOf(campaign, now),
    services: standings.length,
    done: standings.length - waiting.length,
    teams: teamsOf(standings, waiting, organisation),
  };
}

function stateOf(campaign: ScorecardCampaign, now: Date): 'open' | 'overdue' {
  return isOver(campaign, now) ? 'overdue' : 'open';
}

function teamsOf(
  standings: readonly CountedStanding[],
  waiting: readonly CountedStanding[],
  { structure, titles }: Organisation,
): Campaign['teams'] {
  const count = (each: readonly CountedStanding[]) => {
    const counts = new Map<string, number>();
    for (const { service } of each) {
      for (const owner of structure.affectedBy(service)) {
        if (owner === ORGANISATION) continue;
        counts.set(owner, (counts.get(owner) ?? 0) + 1);
      }
    }
    return counts;
  };
  const services = count(standings);
  return [...count(waiting)]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MAX_TEAMS)
    .map(([ref, lacking]) => {
      const all = services.get(ref) ?? lacking;
      const title = ref === UNOWNED ? 'Without an owner' : titleOf(titles, ref);
      return { ref, title, services: all, done: all - lacking };
    });
}
