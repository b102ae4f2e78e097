import { Badges } from '../flows/gate/Badges';
import { BuildChecks } from '../flows/gate/BuildChecks';
import type { Gates } from '../flows/gate/Gates';
import type { Triager } from '../flows/triage/Triager';
import { Reception } from '../flows/upload/Reception';
import type { Ground } from './ground';
import type { Pools } from './pools';

/** What builds and READMEs ask of gates. */
export function createGating(
  { knex, options }: Ground,
  parts: Pick<Pools, 'uploadPool'> & { gates: Gates; triager: Triager },
) {
  const { gates, triager, uploadPool } = parts;
  const { schedule } = options;
  const { upload } = options.archive;
  return {
    badges: new Badges({
      knex,
      gates,
      staleMs: 2 * (schedule.frequencyMs + schedule.jitterMs),
    }),
    buildChecks: new BuildChecks({
      knex,
      gates,
      triager,
      pool: uploadPool,
      reception: new Reception(upload),
      licenses: options.licenses.policies,
      packages: options.packages,
      inspections: options.inspections,
      concurrency: upload.concurrency,
    }),
  };
}
