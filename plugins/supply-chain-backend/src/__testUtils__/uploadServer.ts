import express from 'express';
import type { Knex } from 'knex';
import type { AddressInfo } from 'node:net';
import { EnginePool } from '../engines/EnginePool';
import { Uploads } from '../flows/upload/Uploads';
import { archiveOf } from './archive';
import { addTargets, catalogTarget } from './organization';
import { testOptions } from './scanning';

/** A server that takes uploads for one target, and nothing else of a portal. */
export async function createUploadServer(knex: Knex) {
  const { archive } = testOptions();
  const pool = new EnginePool({ processes: 1, ...archive.upload });
  const uploads = new Uploads({
    knex,
    archive: archiveOf(knex),
    pool,
    toolVersion: '1.2.3',
    limits: archive.upload,
  });
  const entityRef = 'component:default/large';
  // Another replica may have come before.
  if (!(await knex('targets').where('entity_ref', entityRef).first('id'))) {
    await addTargets(knex, catalogTarget('large'));
  }
  const app = express();
  app.post('/', (request, response, next) => {
    uploads
      .receive(
        request,
        { entityRef },
        'user:default/mock',
        async () => undefined,
      )
      .then(stored => response.status(201).json(stored), next);
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise(resolve => {
    server.once('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      await new Promise(resolve => {
        server.close(resolve);
      });
      await pool.close();
    },
  };
}
