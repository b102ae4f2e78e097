import { readPublicKey, verifyArchive } from '@safety-curtain/archive';
import { createHash } from 'node:crypto';
import { databaseIds } from '../../__testUtils__/databases';
import {
  exported,
  SHOP,
  signingKey,
  startWithUpload,
} from '../../__testUtils__/exports';
import { get, scanned, Server, start } from '../../__testUtils__/portal';
import { until } from '../../__testUtils__/scanning';
import { archiveFiles } from '../../__testUtils__/unzip';

describe.each(databaseIds)('an export with a key on %p', id => {
  let server: Server;
  beforeAll(async () => {
    server = await startWithUpload(id);
  });

  it('can be verified with the public key alone', async () => {
    const { id: exportId, files } = await exported(server, {
      scope: { kind: 'entity', ref: 'Component:Shop' },
    });
    const check = await verifyArchive(
      archiveFiles(files),
      readPublicKey(signingKey.publicPem),
    );
    expect(check).toMatchObject({ problems: [], keyId: signingKey.id });
    expect(check.intact).toBe(files.size - 3);
    expect(check.manifest).toMatchObject({
      id: exportId,
      createdBy: 'user:default/mock',
      scope: { kind: 'entity', ref: SHOP },
    });
    expect([...files.keys()].join()).not.toContain('blog');
    const record = async () => (await get(server, `/exports/${exportId}`)).body;
    await until(async () => (await record()).state === 'finished');
    expect(await record()).toMatchObject({
      servicesDone: 1,
      documents: 2,
      signedBy: signingKey.id,
      manifestSha256: createHash('sha256')
        .update(files.get('manifest.json')!)
        .digest('hex'),
    });
    files.set('index.html', Buffer.from('forged'));
    const forged = await verifyArchive(archiveFiles(files));
    expect(forged.problems).toMatchObject([{ path: 'index.html' }]);
  });
});

describe('an export without a key', () => {
  it('says that it is not signed', async () => {
    const server = await start('SQLITE_3');
    await scanned(server);
    const { files } = await exported(server, {
      scope: { kind: 'organization' },
    });
    expect([...files.keys()]).not.toContain('manifest.json.sig');
    expect(files.get('index.html')!.toString()).toContain('It is not signed');
    const { problems } = await verifyArchive(archiveFiles(files));
    expect(problems).toEqual([]);
  });

  it('refuses to start with a key that is none', async () => {
    await expect(
      start('SQLITE_3', [], { archive: { signing: { key: 'secret' } } }),
    ).rejects.toThrow('supplyChain.archive.signing.key');
  });
});
