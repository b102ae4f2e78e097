import { repeated, timed } from '../measure.mjs';
import { ms, say, table } from '../report.mjs';
import { backend } from '../setup/backend.mjs';

/** Findings of one vulnerability. */
const MANY = 10_000;
const RUNS = 3;
/** What is known to be exploited is due earlier than by its severity. */
const POLICIES = [
  {
    name: 'all',
    method: 'earlier',
    assume: { exposed: false, automatable: false, impact: 'partial' },
  },
];

/**
 * Due days of all findings; one vulnerability that is decided for ten thousand
 * findings, and one that becomes known to be exploited and dates as many anew;
 * lists by what is due.
 */
export async function measureTriage(knex) {
  say();
  say('Triage');
  const triage = triageOf(knex);
  const [{ count }] = await knex('findings').count('* as count');
  const all = await timed(triage);
  say(
    `  due days of ${Number(count).toLocaleString('en-US')} findings: ${ms(
      all.time,
    )}, ${Math.round((1000 * count) / all.time)} a second`,
  );
  const [one, other] = await knex('vulnerabilities').orderBy('id').limit(2);
  await gather(knex, one.id);
  await triage();
  await measureDecision(knex, one, triage);
  await gather(knex, other.id);
  await triage();
  await measureExploited(knex, other, triage);
  await measureLists(knex);
}

/** Triage by the policies that are measured, as a function that does all that is due. */
export function triageOf(knex) {
  const { Archive, Triager, readDuePolicies } = backend();
  const triager = new Triager({
    knex,
    archive: new Archive({ knex, stores: [], writeTo: 'database' }),
    triage: {
      rules: [],
      duePolicies: readDuePolicies(POLICIES, 'duePolicies'),
    },
  });
  return () => triager.triageDue(new AbortController().signal);
}

/** One finding of each of many services becomes one of a vulnerability. */
async function gather(knex, vulnerabilityId) {
  await knex.raw(
    `update findings set vulnerability_id = ?, severity = 3,
       triage_changes = triage_changes + 1
     where id in (
       select min(id) from findings f
       where state = 'open' and not exists (
         select 1 from findings g where g.target_id = f.target_id
           and g.package_id = f.package_id and g.vulnerability_id = ?)
       group by target_id limit ?)`,
    [vulnerabilityId, vulnerabilityId, MANY],
  );
  await knex('vulnerabilities')
    .where('id', vulnerabilityId)
    .update({ severity: 3 });
}

async function measureDecision(knex, { key }, triage) {
  const { decideFindings } = backend();
  const decided = await timed(async () => {
    const made = await decideFindings(
      knex,
      {
        advisory: key,
        analysis: {
          state: 'not_affected',
          justification: 'code_not_reachable',
        },
        reason: 'Measured',
      },
      { who: 'user:default/bench', decide: {}, propose: {}, approve: true },
      { longestExceptionMs: 1e12 },
      new Date(),
    );
    return made.findingIds.length;
  });
  const applied = await timed(triage);
  say(
    `  one vulnerability decided for ${decided.result} findings: ${ms(
      decided.time,
    )} to store, ${ms(applied.time)} until ${applied.result} were dismissed`,
  );
}

async function measureExploited(knex, { id, key }, triage) {
  const { bringFindingsInStep, queueFindingUpdates, rateVulnerabilities } =
    backend();
  const rated = await timed(async () => {
    await knex.transaction(async trx => {
      await trx('known_exploited').insert({
        cve: key,
        date_added: new Date().toISOString().slice(0, 10),
        ransomware: false,
      });
      await rateVulnerabilities(trx, [id]);
      await queueFindingUpdates(trx, { vulnerabilityIds: [id] });
    });
    await bringFindingsInStep(knex);
  });
  const dated = await timed(triage);
  say(
    `  one known to be exploited: ${ms(
      rated.time,
    )} until findings said so, ${ms(dated.time)} until ${
      dated.result
    } had another due day`,
  );
}

async function measureLists(knex) {
  const { listFindings, readTriageSummary } = backend();
  const now = new Date();
  const rows = [];
  for (const [question, ask] of [
    ['findings, due first', () => listFindings(knex, { orderBy: 'due' }, {})],
    ['findings, worst first', () => listFindings(knex, {}, {})],
    [
      'overdue findings, worst first',
      () => listFindings(knex, { due: 'overdue' }, {}),
    ],
    [
      'due first, of one service',
      () =>
        listFindings(
          knex,
          { orderBy: 'due' },
          { entityRef: 'component:default/service-7' },
        ),
    ],
    ['the summary', () => readTriageSummary(knex, {}, now)],
  ]) {
    const { first, median } = await repeated(ask, RUNS);
    rows.push({ question, first: ms(first), 'then, median': ms(median) });
  }
  table(rows);
}
