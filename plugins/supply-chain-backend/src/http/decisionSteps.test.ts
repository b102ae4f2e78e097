import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mockServices } from '@backstage/backend-test-utils';
import type { NewDecision } from '@safety-curtain/plugin-supply-chain-common';
import request from 'supertest';
import { databaseIds } from '../__testUtils__/databases';
import { databaseOf, get, type Server, start } from '../__testUtils__/portal';

jest.setTimeout(60_000);

const approval = (name: string): NewDecision => ({
  subject: 'package-approval',
  scope: { kind: 'organization' },
  about: { purl: `pkg:npm/${name}` },
  reason: 'Somebody asks for it',
});

describe.each(databaseIds)('several decisions at once on %p', id => {
  /** Permissions that the caller lacks. */
  let lacking: string[] = [];
  let server: Server;
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: lacking.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => ({
        result: lacking.includes(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
  });

  beforeAll(async () => {
    server = await start(id, [permissions.factory], {});
  });
  beforeEach(async () => {
    lacking = [];
    await databaseOf(server)('decision_events').delete();
    await databaseOf(server)('outbox').delete();
    await databaseOf(server)('decisions').delete();
  });

  /** Decisions that somebody else asked for; gives their ids. */
  const proposed = async (...wanted: NewDecision[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const decision of wanted) {
      const { body } = await request(server)
        .post('/api/supply-chain/decisions')
        .send(decision)
        .expect(201);
      ids.push(body.id);
    }
    await databaseOf(server)('decisions').whereIn('id', ids).update({
      state: 'proposed',
      author: 'user:default/asking',
      approver: null,
      decided_at: null,
    });
    return ids;
  };
  const take = (body: object) =>
    request(server).post('/api/supply-chain/decisions/steps').send(body);
  const states = async () =>
    (await databaseOf(server)('decisions').orderBy('id')).map(
      ({ state }) => state,
    );

  it('are approved together, each with its history and its audit event', async () => {
    const ids = await proposed(approval('a'), approval('b'));
    const before = await databaseOf(server)('audit_events').count({ n: '*' });
    const { body } = await take({
      ids,
      step: 'approve',
      comment: 'Looked at together',
    }).expect(200);
    expect(body.items).toEqual([
      { id: ids[0], outcome: 'approved' },
      { id: ids[1], outcome: 'approved' },
    ]);
    expect(await states()).toEqual(['active', 'active']);
    const { body: detail } = await get(server, `/decisions/${ids[1]}`);
    expect(detail.history.at(-1)).toMatchObject({
      kind: 'approved',
      comment: 'Looked at together',
    });
    const after = await databaseOf(server)('audit_events').count({ n: '*' });
    expect(Number(after[0].n) - Number(before[0].n)).toBe(2);
  });

  it('are told apart where some cannot be', async () => {
    const [a, b, c] = await proposed(approval('a'), approval('b'), {
      subject: 'hold',
      scope: { kind: 'organization' },
      reason: 'An audit',
    });
    await take({ ids: [a], step: 'approve' }).expect(200);
    lacking = ['supplyChain.hold.manage'];
    const { body } = await take({
      ids: [a, c, '999999', b],
      step: 'reject',
    }).expect(200);
    expect(body.items).toEqual([
      { id: a, outcome: 'already-decided', reason: expect.any(String) },
      {
        id: c,
        outcome: 'not-allowed',
        reason: expect.stringContaining('supplyChain.hold.manage'),
      },
      { id: '999999', outcome: 'not-found', reason: expect.any(String) },
      { id: b, outcome: 'rejected' },
    ]);
    expect(await states()).toEqual(['active', 'rejected', 'proposed']);
  });

  it('are those that the caller may see', async () => {
    const ids = await proposed(approval('a'));
    lacking = ['supplyChain.finding.read'];
    const { body } = await take({ ids, step: 'approve' }).expect(200);
    expect(body.items).toMatchObject([{ outcome: 'not-found' }]);
    lacking = [
      'supplyChain.finding.read',
      'supplyChain.license.read',
      'supplyChain.scorecard.read',
    ];
    await take({ ids, step: 'approve' }).expect(403);
    expect(await states()).toEqual(['proposed']);
  });

  it.each([
    { ids: [], step: 'approve' },
    { ids: ['1', '1'], step: 'approve' },
    { ids: ['x'], step: 'approve' },
    { ids: ['1'], step: 'revoke' },
    { ids: Array.from({ length: 501 }, (_, i) => String(i)), step: 'reject' },
  ])('are asked for within bounds', async body => {
    expect((await take(body)).status).toBe(400);
  });
});
