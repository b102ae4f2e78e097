import { registerTriage } from '../flows/triage/registerTriage';
import { Triager } from '../flows/triage/Triager';
import { Reception } from '../flows/upload/Reception';
import { VexUploads } from '../flows/upload/VexUploads';
import { VexImports } from '../flows/vex/VexImports';
import { VexPlaces } from '../flows/vex/VexPlaces';
import { VexPlace } from '../outside/feeds/VexPlace';
import type { Archive } from '../records/documents/Archive';
import { Ground, tellAuditor } from './ground';
import type { Pools } from './pools';

/** Bytes of a VEX document: the largest that vendors issue are a third of it. */
const LARGEST_VEX = 32 * 1024 * 1024;

/** What decides about findings, and takes what others said of them. */
export function createTriage(
  ground: Ground,
  { archive, uploadPool }: Pick<Pools, 'uploadPool'> & { archive: Archive },
) {
  const { knex, options, services } = ground;
  const { upload } = options.archive;
  const triager = new Triager({ knex, archive, triage: options.triage });
  const imports = new VexImports({ knex, triager });
  return {
    triager,
    /** Tells of what decides that is configured otherwise than before. */
    registerTriage: async () => {
      const now = new Date();
      const changes = await registerTriage(knex, options.triage, now);
      for (const { has, ...change } of changes) {
        await tellAuditor(services, 'triage-policy-change', {
          ...change,
          has: [...has],
        });
      }
    },
    vexPlaces: createVexPlaces(ground, { uploadPool, imports }),
    vexUploads: new VexUploads({
      knex,
      pool: uploadPool,
      reception: new Reception({
        ...upload,
        maxBytes: Math.min(upload.maxBytes, LARGEST_VEX),
      }),
      imports,
      longestExceptionMs: options.decisions.longestExceptionMs,
      approval: options.triage.approval,
    }),
  };
}

function createVexPlaces(
  { knex, options, services }: Ground,
  parts: Pick<Pools, 'uploadPool'> & { imports: VexImports },
): VexPlaces {
  return new VexPlaces({
    knex,
    pool: parts.uploadPool,
    imports: parts.imports,
    places: options.triage.vexPlaces.map(
      place => new VexPlace(place, LARGEST_VEX),
    ),
    onReport: async ({ place, report }) => {
      const { document, statements, superseded, dismissedFindings } = report;
      await tellAuditor(services, 'vex-import', {
        place,
        document: document.id,
        statements,
        superseded,
        dismissedFindings,
      });
    },
  });
}
