import { Gates } from '../flows/gate/Gates';
import { createAsking } from './asking';
import { createArchive, createDocuments } from './documents';
import { createGating } from './gating';
import type { Ground } from './ground';
import { createPools } from './pools';
import { createPulls } from './pulls';
import { createAftermath, createReading } from './reading';
import { createScanning } from './scanning';
import { createScoring } from './scoring';
import { createTelling } from './telling';
import { createTriage } from './triage';
import { createUploading } from './uploading';

/** What does the plugin's work; routes and tasks call it. */
export type Parts = ReturnType<typeof createParts>;

export function createParts(ground: Ground) {
  const { knex, options, services } = ground;
  const archive = createArchive(ground);
  const gates = new Gates({ knex, gates: options.gates });
  const pools = createPools(ground);
  const { settler, ...aftermath } = createAftermath(ground);
  const shared = { ...pools, ...aftermath, archive, gates };
  const reading = createReading(ground, pools);
  const telling = createTelling(ground);
  const triage = createTriage(ground, shared);
  const { triager, vexPlaces } = triage;
  return {
    ...ground,
    logger: services.logger,
    archive,
    gates,
    poms: reading.poms,
    ...createScanning(ground, { ...shared, ...reading }),
    ...createUploading(ground, shared),
    ...createPulls(ground, { ...shared, ...reading, triager }),
    ...createAsking(ground, { ...pools, vexPlaces }),
    ...createScoring(ground, { ...shared, tickets: telling.tickets }),
    ...createGating(ground, { ...shared, triager }),
    ...createDocuments(ground, { ...shared, triager }),
    ...triage,
    ...telling,
    /** Ends processes; nothing is asked of the parts after it. */
    async close() {
      await settler.close();
      for (const pool of Object.values(pools)) await pool.close();
    },
  };
}
