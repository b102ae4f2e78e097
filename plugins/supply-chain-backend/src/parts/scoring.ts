import type { Knex } from 'knex';
import type { SupplyChainOptions } from '../config/config';
import { GateOutcomes } from '../flows/gate/GateOutcomes';
import type { Gates } from '../flows/gate/Gates';
import { AlertLevels } from '../flows/score/AlertLevels';
import { OpenSsfFetcher } from '../flows/score/OpenSsfFetcher';
import { RepositoryRefresher } from '../flows/score/RepositoryRefresher';
import { Scorer } from '../flows/score/Scorer';
import type { Tickets } from '../flows/tickets/Tickets';
import type { Archive } from '../records/documents/Archive';
import { createScorecardSet } from '../records/results/options';
import type { Ground } from './ground';
import type { Pools } from './pools';

const HOUR_MS = 60 * 60 * 1000;

/** What asks scorecards about services, and what goes along with that. */
export function createScoring(
  { knex, options, services, added }: Ground,
  parts: Pick<Pools, 'checkPool'> & {
    archive: Archive;
    gates: Gates;
    tickets: Tickets;
  },
) {
  const { archive, checkPool, gates, tickets } = parts;
  const { logger } = services;
  const scorecards = createScorecardSet(options.scorecards, added.checks);
  const { openSsf, repositories, checkTimeoutMs, refreshMs } =
    options.scorecards;
  return {
    scorecards,
    scorer: new Scorer({
      knex,
      archive,
      logger,
      set: scorecards,
      pool: checkPool,
      added: added.checks,
      inStep: [
        new AlertLevels({ knex, thresholds: options.gates.alerts }),
        new GateOutcomes({ knex, gates, policies: options.gates.policies }),
        tickets,
      ],
      checkTimeoutMs,
      refreshMs,
      everyHours: options.schedule.frequencyMs / HOUR_MS,
      openSsfFile: openSsf.file,
      openSsf: openSsfFetcher(knex, options),
      forges: repositories.enabled ? added.forges : [],
    }),
    repositories: new RepositoryRefresher({
      knex,
      logger,
      forges: added.forges,
      refreshMs: repositories.refreshMs,
    }),
  };
}

function openSsfFetcher(knex: Knex, { scorecards }: SupplyChainOptions) {
  const { url: template, refreshMs } = scorecards.openSsf;
  return template === undefined
    ? undefined
    : new OpenSsfFetcher({ knex, template, refreshMs });
}
