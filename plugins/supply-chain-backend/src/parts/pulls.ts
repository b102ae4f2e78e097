import type { Gates } from '../flows/gate/Gates';
import { LawWatch } from '../flows/pulls/LawWatch';
import { plainForges } from '../flows/pulls/plainForges';
import { PullEvents } from '../flows/pulls/PullEvents';
import { PullJudge } from '../flows/pulls/PullJudge';
import { PullReading } from '../flows/pulls/PullReading';
import { PullSource } from '../flows/pulls/PullSource';
import { PullWorker } from '../flows/pulls/PullWorker';
import { SourceInspector } from '../flows/pulls/SourceInspector';
import type { Triager } from '../flows/triage/Triager';
import type { Archive } from '../records/documents/Archive';
import type { Ground } from './ground';
import type { Pools } from './pools';
import type { Reading } from './reading';

/** What hears of pull requests, and works on them. */
export function createPulls(
  { knex, options, services, added, telemetry }: Ground,
  parts: Reading &
    Pick<Pools, 'pool'> & { archive: Archive; gates: Gates; triager: Triager },
) {
  const forges = new Map(
    [...plainForges, ...added.forges].map(forge => [forge.id, forge]),
  );
  const licenses = options.licenses.policies;
  const { packages, inspections } = options;
  const { pool } = parts;
  return {
    pullEvents: new PullEvents({
      knex,
      forges,
      services: options.pulls.services,
    }),
    lawWatch: new LawWatch({
      knex,
      gates: parts.gates,
      rules: options.triage.rules,
      licenses,
      packages,
      inspections,
    }),
    pullWorker: new PullWorker({
      knex,
      forges,
      logger: services.logger,
      options: options.pulls,
      reading: new PullReading({
        knex,
        source: new PullSource({
          ...parts,
          knex,
          limits: options.scanning.limits,
          inspector: new SourceInspector({ knex, pool, inspections }),
          telemetry,
        }),
        services: options.pulls.services,
      }),
      judge: new PullJudge({
        ...parts,
        knex,
        licenses,
        packages,
        inspections,
      }),
    }),
  };
}
