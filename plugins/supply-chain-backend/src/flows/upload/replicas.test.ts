import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { createUploadServer } from '../../__testUtils__/uploadServer';

jest.setTimeout(120_000);

const AT_ONCE = 12;

const sbomOf = (version: number) =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [
      {
        type: 'library',
        name: 'ms',
        version: `${version}.0.0`,
        purl: `pkg:npm/ms@${version}.0.0`,
      },
    ],
  });

describe.each(databaseIds)('Uploads through two replicas on %p', id => {
  it('of one name that come at once are all stored, with versions that rise', async () => {
    const knex = await createDatabase(id);
    const replicas = [
      await createUploadServer(knex),
      await createUploadServer(knex),
    ];
    try {
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, i) =>
          fetch(replicas[i % 2].url, {
            method: 'POST',
            headers: { 'content-type': 'application/vnd.cyclonedx+json' },
            body: sbomOf(i),
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(
        Array.from({ length: AT_ONCE }, () => 201),
      );
      expect(
        await knex('snapshots').orderBy('id').pluck('bom_version'),
      ).toEqual(Array.from({ length: AT_ONCE }, (_, i) => i + 1));
      expect(await knex('leases')).toEqual([]);
    } finally {
      await Promise.all(replicas.map(replica => replica.close()));
    }
  });
});
