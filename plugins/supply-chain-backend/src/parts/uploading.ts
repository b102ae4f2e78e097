import { version } from '../../package.json';
import type { Gates } from '../flows/gate/Gates';
import { ImageWatch } from '../flows/images/ImageWatch';
import { Reception } from '../flows/upload/Reception';
import { ReportUploads } from '../flows/upload/ReportUploads';
import { Uploads } from '../flows/upload/Uploads';
import { ImageReader } from '../outside/oci/ImageReader';
import type { Archive } from '../records/documents/Archive';
import type { Ground } from './ground';
import type { Pools } from './pools';
import type { Aftermath } from './reading';

/** What takes documents of builds, tools and images. */
export function createUploading(
  { knex, options, services, telemetry }: Ground,
  parts: Pick<Aftermath, 'onLosses' | 'settleAside'> &
    Pick<Pools, 'pool' | 'uploadPool'> & { archive: Archive; gates: Gates },
) {
  const { archive, pool, uploadPool, gates, onLosses, settleAside } = parts;
  const { upload } = options.archive;
  const uploads = new Uploads({
    knex,
    archive,
    pool: uploadPool,
    toolVersion: version,
    limits: upload,
    suddenLoss: options.scanning.suddenLoss,
    asksApproval: gates.asksApproval,
    onLosses,
    settleAside,
    telemetry,
  });
  return {
    uploads,
    imageWatch: new ImageWatch({
      knex,
      logger: services.logger,
      uploads,
      reader: new ImageReader(options.images),
      refreshMs: options.images.refreshMs,
      ...(options.provenance.enabled && {
        verification: { ...options.provenance, pool },
      }),
    }),
    reportUploads: new ReportUploads({
      knex,
      archive,
      pool: uploadPool,
      reception: new Reception(upload),
      longestExceptionMs: options.decisions.longestExceptionMs,
      telemetry,
    }),
  };
}
