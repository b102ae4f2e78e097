import type { Suppression, ToolResult } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { toDate, toIso } from '../../database/dialect';
import { triage } from '../../__testUtils__/triage';
import { inTransaction } from '../../database/transactions';
import {
  ANALYSIS,
  insertAnalyses,
  topicOf,
} from '../../records/decisions/analyses';
import { moveDecision } from '../../records/decisions/decisionStore';
import { storeAdvisories } from '../advise/storeAdvisories';
import { removeReport, storeReport } from './storeReport';

const SHOP = 'component:default/shop';
const ANN = 'user:default/ann';
const DAY_MS = 86_400_000;

const nosec: Suppression = {
  kind: 'source',
  status: 'accepted',
  reason: 'Nobody chooses this',
};

function result(
  name: string,
  suppression?: Suppression,
  changes: Partial<ToolResult> = {},
): ToolResult {
  return {
    kind: 'code',
    rule: 'eval',
    severity: 'high',
    message: `${name} is evaluated`,
    place: { path: `src/${name}.js`, startLine: 3 },
    fingerprint: name.padEnd(64, '0'),
    suppression,
    ...changes,
  };
}

describe.each(databaseIds)('Suppressions of tools on %p', databaseId => {
  let knex: Knex;
  let targetId: number;

  beforeEach(async () => {
    knex = await createDatabase(databaseId);
    await addTargets(knex, catalogTarget('shop'));
    targetId = (await knex('targets').first('id'))!.id;
  });

  async function store(results: ToolResult[], longestExceptionMs?: number) {
    await storeReport(knex, {
      longestExceptionMs,
      target: { id: targetId, entityRef: SHOP },
      report: {
        tool: { id: 'semgrep', name: 'Semgrep' },
        category: '',
        rules: [],
        results,
        notices: [],
      },
      format: 'test',
      origin: 'upload',
      receivedBy: ANN,
    });
    await triage(knex);
  }

  const decisions = () =>
    knex('decisions').where('subject', ANALYSIS).orderBy('id');
  const states = async () =>
    (await knex('findings').orderBy('id')).map(
      ({ package_name: name, state }) => `${name} ${state}`,
    );
  const history = async () =>
    (await knex('decision_events').orderBy('id')).map(
      ({ decision_id: id, kind, by }) => `${id} ${kind} ${by}`,
    );

  it('are proposed to people, until a day, and dismiss nothing by themselves', async () => {
    await store([result('a', nosec), result('b')]);
    const [one, ...others] = await decisions();
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      state: 'proposed',
      origin: 'report',
      origin_ref: 'semgrep',
      scope_ref: SHOP,
      vulnerability: 'semgrep/eval',
      verdict: 'not_affected',
      author: ANN,
      reason: 'Suppressed by Semgrep in src/a.js: Nobody chooses this',
    });
    const days = (+toDate(one.ends_at!) - Date.now()) / DAY_MS;
    expect(Math.round(days)).toBe(90);
    expect(await states()).toEqual(['src/a.js open', 'src/b.js open']);
  });

  it('are proposed once, and again only where they say something else', async () => {
    await store([result('a', nosec)]);
    await store([result('a', nosec), result('b')]);
    await store([
      result('a', nosec, { place: { path: 'src/a.js', startLine: 9 } }),
    ]);
    expect(await history()).toEqual([`1 proposed ${ANN}`]);
    await store([result('a', { ...nosec, reason: 'Another' })]);
    expect((await history()).slice(1)).toEqual([
      `1 superseded ${ANN}`,
      `2 proposed ${ANN}`,
    ]);
    await store([result('a')]);
    expect((await decisions()).map(({ state }) => state)).toEqual([
      'revoked',
      'revoked',
    ]);
  });

  it('that somebody rejected are not proposed again', async () => {
    await store([result('a', nosec)]);
    await knex('decisions').update({ state: 'rejected' });
    await store([result('a', nosec), result('b')]);
    expect((await decisions()).map(({ state }) => state)).toEqual(['rejected']);
  });

  it('count once approved, and no longer where the tool speaks again', async () => {
    await store([result('a', nosec), result('b')]);
    const day = new Date();
    await knex('decisions').update({
      state: 'active',
      approver: 'user:default/lee',
      decided_at: day,
    });
    await knex('findings').update({ triage_changes: 1 });
    await store([result('a', nosec), result('b')]);
    await store([result('a', nosec), result('b'), result('c')]);
    expect(await states()).toEqual([
      'src/a.js dismissed',
      'src/b.js open',
      'src/c.js open',
    ]);
    await store([result('a'), result('b')]);
    expect(await states()).toEqual([
      'src/a.js open',
      'src/b.js open',
      'src/c.js resolved',
    ]);
  });

  it('end when the tool says, and are none where they are over or under review', async () => {
    const until = new Date(Date.now() + 5 * DAY_MS).toISOString();
    await store([
      result('b', { ...nosec, until }),
      result('c', { ...nosec, until: '2020-01-01T00:00:00Z' }),
      result('d', { ...nosec, status: 'under-review' }),
    ]);
    const ends = (await decisions()).map(({ ends_at: end }) =>
      end === null ? null : toIso(end),
    );
    expect(ends).toEqual([until]);
  });

  it('of known vulnerabilities accept their risk, and leave them open', async () => {
    await storeAdvisories(
      knex,
      'osv',
      [advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21')],
      new Date(),
    );
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('lodash', '4.17.15')),
    ]);
    const ignored = result('lodash', nosec, {
      kind: 'vulnerability',
      rule: 'GHSA-aaaa-aaaa-aaaa',
      place: undefined,
      package: {
        ecosystem: 'npm',
        name: 'lodash',
        version: '4.17.15',
        fixedVersions: [],
      },
      vulnerability: { id: 'GHSA-aaaa-aaaa-aaaa', aliases: [] },
    });
    await store([ignored]);
    expect(await decisions()).toMatchObject([
      {
        vulnerability: 'GHSA-aaaa-aaaa-aaaa',
        ecosystem: 'npm',
        package_name: 'lodash',
        finding_fingerprint: null,
        verdict: 'exploitable',
        responses: '["will_not_fix"]',
        state: 'proposed',
      },
    ]);
    expect(await states()).toEqual(['lodash open']);
  });

  it('name a vulnerability as advisories do, whatever the tool calls it', async () => {
    await storeAdvisories(
      knex,
      'osv',
      [advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21')],
      new Date(),
    );
    await storeScanOf(knex, SHOP, [
      lockFile('package-lock.json', npm('lodash', '4.17.15')),
    ]);
    const ignored = (version: string) =>
      result(`lodash${version}`, nosec, {
        kind: 'vulnerability',
        rule: 'SNYK-JS-LODASH-1',
        place: undefined,
        package: {
          ecosystem: 'npm',
          name: 'lodash',
          version,
          fixedVersions: [],
        },
        vulnerability: {
          id: 'SNYK-JS-LODASH-1',
          aliases: ['GHSA-aaaa-aaaa-aaaa'],
        },
      });
    await store([ignored('4.17.15'), ignored('4.17.16')]);
    expect(await decisions()).toMatchObject([
      {
        vulnerability: 'GHSA-aaaa-aaaa-aaaa',
        versions: '["4.17.15","4.17.16"]',
      },
    ]);
    // Another version that is ignored for the same reason is the same decision.
    await store([ignored('4.17.17')]);
    expect(await history()).toEqual([`1 proposed ${ANN}`]);
  });

  it('are none where the tool says the same finding elsewhere, and is not silent', async () => {
    const secret = (name: string, suppression?: Suppression) =>
      result(name, suppression, {
        kind: 'secret',
        secretHash: 'f'.repeat(64),
        place: { path: 'src/key.js' },
      });
    await store([secret('a', nosec), secret('b')]);
    expect(await decisions()).toEqual([]);
    await store([secret('a', nosec), secret('b', nosec)]);
    expect(await decisions()).toHaveLength(1);
  });

  it('do not last longer than what is configured', async () => {
    const far = { ...nosec, until: '2099-01-01T00:00:00Z' };
    await store([result('a', far), result('b', nosec)], 30 * DAY_MS);
    for (const { ends_at: end } of await decisions()) {
      const days = (+toDate(end!) - Date.now()) / DAY_MS;
      expect(Math.round(days)).toBe(30);
    }
  });

  describe('that ran out', () => {
    const runOut = (state: 'proposed' | 'active' | 'rejected') =>
      knex('decisions').update({ state, ends_at: new Date(0) });

    it('are proposed again while the tool is silent, though it says the same', async () => {
      await store([result('a', nosec)]);
      await runOut('proposed');
      await store([result('a', nosec)]);
      expect(await history()).toEqual([
        `1 proposed ${ANN}`,
        `1 superseded ${ANN}`,
        `2 proposed ${ANN}`,
      ]);
      await store([result('a', nosec)]);
      expect(await decisions()).toHaveLength(2);
    });

    it('stay what they were where they were in force', async () => {
      await store([result('a', nosec)]);
      await runOut('active');
      await store([result('a', nosec)]);
      expect((await decisions()).map(({ state }) => state)).toEqual([
        'active',
        'proposed',
      ]);
    });

    it('are not where somebody rejected them', async () => {
      await store([result('a', nosec)]);
      await runOut('rejected');
      await store([result('a', nosec)]);
      expect(await decisions()).toHaveLength(1);
    });
  });

  describe('about what a person has decided', () => {
    const LEE = 'user:default/lee';
    const decideOtherwise = async () => {
      const [proposal] = await decisions();
      const [person] = await inTransaction(knex, trx =>
        insertAnalyses(
          trx,
          [
            {
              topic: topicOf(proposal),
              verdict: 'exploitable',
              justification: null,
              responses: ['update'],
              endsAt: null,
              endsWhen: null,
              pausesClock: false,
              reason: 'It is to be mended',
              origin: 'person',
            },
          ],
          { author: LEE, approver: LEE },
          new Date(),
        ),
      );
      return person;
    };

    it('cannot be approved: what the person said stands', async () => {
      await store([result('a', nosec)]);
      const person = await decideOtherwise();
      const approve = () =>
        inTransaction(knex, trx =>
          moveDecision(trx, '1', 'approve', { who: LEE }, {}, new Date()),
        );
      await expect(approve()).rejects.toThrow(
        `${LEE} decided about the same (decision ${person.id}: exploitable)`,
      );
      expect((await decisions()).map(({ state }) => state)).toEqual([
        'proposed',
        'active',
      ]);
      await knex('decisions').where('id', person.id).update({
        state: 'revoked',
      });
      await approve();
      expect((await decisions())[0].state).toBe('active');
    });

    it('are not proposed, until that is over', async () => {
      await store([result('a', nosec)]);
      const person = await decideOtherwise();
      await knex('decision_events').where('decision_id', 1).delete();
      await knex('decisions').where('id', 1).delete();
      await store([result('a', nosec)]);
      expect((await decisions()).map(({ id }) => id)).toEqual([person.id]);
      await knex('decisions').update({ ends_at: new Date(0) });
      await store([result('a', nosec)]);
      expect((await decisions()).map(({ origin }) => origin)).toEqual([
        'person',
        'report',
      ]);
    });
  });

  it('end with the report that has them', async () => {
    await store([result('a', nosec)]);
    await removeReport(
      knex,
      { targetId, tool: 'semgrep', category: '' },
      'user:default/lee',
    );
    expect(await states()).toEqual(['src/a.js resolved']);
    expect((await history()).at(-1)).toBe('1 superseded user:default/lee');
  });
});
