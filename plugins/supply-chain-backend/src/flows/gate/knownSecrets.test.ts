import type { ReportedSource, ToolResult } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { addTargets, catalogTarget } from '../../__testUtils__/organization';
import { storeReport } from '../report/storeReport';
import { withKnownSecrets } from './knownSecrets';

const tool = { id: 'gitleaks', name: 'Gitleaks' };
const rules = [{ id: 'token', tags: [], cwes: [] }];
const hashOf = (name: string) => name.padEnd(64, '0');

function secret(name: string, line: number, rule = 'token'): ToolResult {
  return {
    kind: 'secret',
    rule,
    severity: 'high',
    message: 'A token',
    place: {
      path: '.env',
      startLine: line,
      endLine: line,
      startColumn: 7,
      endColumn: 47,
    },
    fingerprint: hashOf(`${name}${line}${rule}`.replace(/[^0-9a-f]/g, 'a')),
    secretHash: hashOf(name),
  };
}

const said = (...results: ToolResult[]): ReportedSource => ({
  reports: [{ tool, rules: [], results }],
  locks: [],
});

describe.each(databaseIds)('secrets of a build on %p', id => {
  let knex: Knex;
  let targetId: number;

  beforeEach(async () => {
    knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    targetId = (await knex('targets').first('id'))!.id;
  });

  /** What the service has. */
  const service = (...results: ToolResult[]) =>
    storeReport(knex, {
      target: { id: targetId, entityRef: 'component:default/shop' },
      report: { tool, category: '', rules, results, notices: [] },
      format: 'test',
      origin: 'upload',
      receivedBy: 'user:default/ann',
    });

  /** Of a build, the hashes that its secrets go by. */
  async function hashesOf(head: ReportedSource, before?: ReportedSource) {
    const known = await withKnownSecrets(knex, targetId, head, before);
    return known.head.reports[0].results.map(({ secretHash }) => secretHash);
  }

  it('go by the hashes of the service where they are in the same place', async () => {
    await service(secret('a', 3), secret('b', 5));
    expect(await hashesOf(said(secret('c', 3), secret('d', 5)))).toEqual([
      hashOf('a'),
      hashOf('b'),
    ]);
    // Where lines have moved, of the same length.
    expect(await hashesOf(said(secret('c', 8)))).toEqual([hashOf('a')]);
  });

  it('never take a secret that another has taken, however often the service has it', async () => {
    await service(secret('a', 3), secret('a', 7));
    const build = said(secret('c', 3), secret('c', 7), secret('e', 9));
    expect(await hashesOf(build)).toEqual([
      hashOf('a'),
      hashOf('a'),
      hashOf('e'),
    ]);
  });

  it('take none where the base that was sent does not have them', async () => {
    await service(secret('a', 3));
    const build = said(secret('c', 3));
    expect(await hashesOf(build, said())).toEqual([hashOf('c')]);
    expect(await hashesOf(build, build)).toEqual([hashOf('a')]);
  });
});
