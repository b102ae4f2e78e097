import { timed } from '../measure.mjs';
import { ms, say } from '../report.mjs';
import { backend } from '../setup/backend.mjs';
import { engine } from '../setup/folders.mjs';
import { triageOf } from './triage.mjs';

const { signal } = new AbortController();

/**
 * A critical advisory of the package that the most services have: how long
 * until findings are open, triaged, gates judged anew and owners told, and in
 * how many messages.
 */
export async function measureTelling(knex) {
  const { bringFindingsInStep, GateOutcomes, Gates, storeAdvisories } =
    backend();
  say();
  say('Gates, and telling people');
  const gates = new GateOutcomes({
    knex,
    gates: new Gates({ knex, gates: { policies: [] } }),
    policies: [],
  });
  const all = await timed(() => gates.updateAll(signal, new Date()));
  const [{ count }] = await knex('targets').count('* as count');
  say(
    `  gates of ${number(count)} services: ${ms(all.time)}, ${Math.round(
      (1000 * count) / all.time,
    )} a second`,
  );
  await knex('outbox').delete();
  await knex('notices').delete();
  const { name, services } = await mostUsed(knex);
  const stored = await timed(async () => {
    await storeAdvisories(knex, 'osv', [advisoryOf(name)], new Date());
    await bringFindingsInStep(knex);
  });
  const triaged = await timed(triageOf(knex));
  const hit = await knex('findings as f')
    .join('vulnerabilities as v', 'v.id', 'f.vulnerability_id')
    .where('v.key', 'GHSA-crit-crit-crit')
    .pluck('f.target_id');
  const judged = await timed(() => gates.update(hit, new Date()));
  // No scorer runs here, which would take them out of its queue.
  await knex('scorecard_queue').delete();
  const told = await tellAll(knex);
  say(
    `  a critical advisory about ${name}, which ${number(
      services,
    )} services have: ${ms(stored.time)} until ${number(
      hit.length,
    )} findings are open, ${ms(triaged.time)} triage, ${ms(
      judged.time,
    )} until their gates are judged, ${ms(told.time)} until ${
      told.groups
    } groups are told in ${told.messages} messages and ${number(
      told.events,
    )} events`,
  );
}

/** Told to nobody; only counted. */
async function tellAll(knex) {
  const { readTellOptions, Teller } = backend();
  const groups = new Set();
  let messages = 0;
  let events = 0;
  const teller = new Teller({
    knex,
    logger: { warn: message => say(`  ${message}`) },
    events: {
      async publish() {
        events += 1;
      },
    },
    notifications: {
      async send({ recipients }) {
        messages += 1;
        groups.add(recipients.entityRef);
      },
    },
    tell: readTellOptions(undefined),
  });
  const { time } = await timed(() => teller.tellDue(signal));
  return { time, messages, events, groups: groups.size };
}

/** Of the most popular packages, the one that the most services have. */
async function mostUsed(knex) {
  const { rows } = await knex.raw(
    `select p.name, count(distinct l.target_id) as services
     from packages p
     join components c on c.package_id = p.id
     join target_components l on l.component_id = c.id
     where p.id <= 20 group by p.name order by services desc limit 1`,
  );
  return { name: rows[0].name, services: Number(rows[0].services) };
}

function advisoryOf(name) {
  const { readAdvisory } = engine('packages/advisories');
  return readAdvisory({
    id: 'GHSA-crit-crit-crit',
    modified: new Date().toISOString(),
    database_specific: { severity: 'CRITICAL' },
    affected: [
      {
        package: { ecosystem: 'npm', name },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
      },
    ],
  });
}

function number(value) {
  return Number(value).toLocaleString('en-US');
}
