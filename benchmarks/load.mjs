import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../scripts/testing/postgres.mjs';
import { bomOf, Organization } from './load/organization.mjs';
import { startReplicas, UPLOAD_TOKEN } from './load/replicas.mjs';
import { median } from './measure.mjs';
import { ms, say } from './report.mjs';
import { store } from './setup/folders.mjs';

const require = createRequire(import.meta.url);
const SERVICES = Number(process.env.SAFETY_CURTAIN_BENCH_SERVICES ?? 300);
const REPLICAS = Number(process.env.SAFETY_CURTAIN_BENCH_REPLICAS ?? 2);
const SECONDS = Number(process.env.SAFETY_CURTAIN_BENCH_SECONDS ?? 300);
/** Uploads for one entity at once, and how many such rounds. */
const AT_ONCE = 12;
const ROUNDS = 6;

/** What the load must not come to. */
const BOUNDS = { uploadMs: 2000, behindMs: 15_000, aloneMs: 500 };

const isTaken = ({ status }) => status === 200 || status === 201;

/** The worst that was seen, in milliseconds. */
class Watch {
  behind = 0;
  waiting = 0;
  alone = 0;
  /** What was being done when the matching lock was held for longest. */
  doing = '';
  /** When each transaction was first seen to hold it: it may have waited before. */
  #holders = new Map();
  #knex;

  constructor(knex) {
    this.#knex = knex;
  }

  async look() {
    const { rows } = await this.#knex.raw(`
      select
        (select extract(epoch from now() - min(next_scan_at)) * 1000
         from targets where lease_until is null or lease_until < now()) as behind,
        (select max(extract(epoch from now() - waitstart)) * 1000
         from pg_locks where not granted) as waiting`);
    for (const name of ['behind', 'waiting']) {
      this[name] = Math.max(this[name], Number(rows[0][name] ?? 0));
    }
    await this.#lookAtHolders();
  }

  async #lookAtHolders() {
    const { rows } = await this.#knex.raw(`
      select a.pid, a.xact_start::text as began, a.query
      from pg_locks as l join pg_stat_activity as a on a.pid = l.pid
      where l.locktype = 'advisory' and l.mode = 'ExclusiveLock' and l.granted
        and l.objid = 7230921101 % 4294967296`);
    const before = this.#holders;
    this.#holders = new Map();
    for (const { pid, began, query } of rows) {
      const holder = `${pid} ${began}`;
      const since = before.get(holder) ?? performance.now();
      this.#holders.set(holder, since);
      const held = performance.now() - since;
      if (held > this.alone) [this.alone, this.doing] = [held, query];
    }
  }
}

/**
 * Replicas that scan all services every 15 s while lock files, advisories,
 * EPSS scores and uploads change: does anything fail, does anything wait?
 */
export async function measureLoad() {
  say();
  say(
    `${SERVICES} services every 15 s on ${REPLICAS} replicas and PostgreSQL 17 for ${SECONDS} s, with changes and uploads`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-load-'));
  const logs = join(store, 'load');
  mkdirSync(logs, { recursive: true });
  const server = await startPostgres();
  let replicas = [];
  try {
    const organization = new Organization(folder, SERVICES);
    replicas = await startReplicas(REPLICAS, {
      database: server.connectionString,
      organization,
      logs,
    });
    const knex = require('knex')({
      client: 'pg',
      connection: new URL(
        '/backstage_plugin_supply-chain',
        server.connectionString,
      ).href,
      pool: { min: 0, max: 4 },
    });
    try {
      await untilScanned(knex);
      await load(knex, organization, replicas);
    } finally {
      await knex.destroy();
    }
  } finally {
    await Promise.all(replicas.map(replica => replica.stop()));
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilScanned(knex) {
  const deadline = Date.now() + 180_000;
  for (;;) {
    const row = await knex('targets')
      .whereNull('last_good_scan_at')
      .count('* as waiting')
      .first()
      .catch(() => undefined);
    const known = await knex('targets')
      .count('* as count')
      .first()
      .catch(() => undefined);
    if (Number(known?.count) >= SERVICES && Number(row?.waiting) === 0) return;
    if (Date.now() > deadline) throw new Error('The first scans did not end');
    await pause(500);
  }
}

async function load(knex, organization, replicas) {
  const since = new Date();
  const wal = await position(knex);
  const until = Date.now() + SECONDS * 1000;
  const watch = new Watch(knex);
  const uploads = [];
  let round = 0;
  const change = async () => {
    while (Date.now() < until) {
      round += 1;
      organization.changeServices();
      if (round % 2 === 0) organization.writeAdvisories(400);
      if (round % 3 === 0) organization.writeScores(round);
      if (round % 3 === 1) organization.touchScores();
      await pause(10_000);
    }
  };
  const send = async worker => {
    for (let n = worker; Date.now() < until; n += 4) {
      const service = `component:default/s${(n * 13) % SERVICES}`;
      uploads.push(await upload(replicas[n % replicas.length], service, n));
      await pause(500);
    }
  };
  const look = async () => {
    while (Date.now() < until) {
      await watch.look();
      await pause(100);
    }
  };
  await Promise.all([change(), look(), ...[0, 1, 2, 3].map(send)]);
  const missed = await sayLoad(knex, { since, wal, watch, uploads });
  if ((await measureAtOnce(replicas)) > 0) {
    missed.push('uploads for one entity were refused');
  }
  await sayDeadlocks(knex);
  if (missed.length > 0) {
    process.exitCode = 1;
    say(`  NOT KEPT: ${missed.join('; ')}`);
  }
}

async function sayLoad(knex, { since, wal, watch, uploads }) {
  const scans = await knex('scans')
    .where('started_at', '>=', since)
    .whereNot('trigger', 'upload')
    .groupBy('state')
    .select('state')
    .count('* as count');
  say(`  scans: ${scans.map(row => `${row.count} ${row.state}`).join(', ')}`);
  const errors = await knex('scans')
    .where('started_at', '>=', since)
    .where('state', 'failed')
    .distinct('error')
    .limit(3);
  for (const { error } of errors) say(`    ${error}`);
  const failed = uploads.filter(answer => !isTaken(answer));
  const times = uploads.map(({ time }) => time).sort((a, b) => a - b);
  say(
    `  uploads: ${uploads.length}, ${failed.length} failed, median ${ms(
      median(times),
    )}, 95th percentile ${ms(times[Math.floor(times.length * 0.95)])}`,
  );
  say(`  queue behind: at most ${ms(watch.behind)}`);
  say(
    `  longest wait for a lock: ${ms(
      watch.waiting,
    )}; longest hold of the matching lock alone, sampled: ${ms(watch.alone)}`,
  );
  if (watch.alone > BOUNDS.aloneMs) say(`    in ${watch.doing.slice(0, 200)}`);
  const written = (await position(knex)) - wal;
  say(`  WAL: ${Math.round(written / 1024 / 1024)} MiB`);
  const count = state =>
    Number(scans.find(row => row.state === state)?.count ?? 0);
  return [
    count('succeeded') < SERVICES && 'hardly a service was scanned again',
    count('failed') > 0 && 'scans failed',
    failed.length > 0 && 'uploads were refused',
    median(times) > BOUNDS.uploadMs && 'uploads took too long',
    watch.behind > BOUNDS.behindMs && 'the queue was behind',
    watch.alone > BOUNDS.aloneMs && 'the matching lock was held too long',
  ].filter(Boolean);
}

/** Many uploads for one entity at the same moment. */
async function measureAtOnce(replicas) {
  const answers = [];
  for (let round = 0; round < ROUNDS; round++) {
    answers.push(
      ...(await Promise.all(
        Array.from({ length: AT_ONCE }, (_, i) =>
          upload(
            replicas[i % replicas.length],
            'component:default/s0',
            round * AT_ONCE + i,
          ),
        ),
      )),
    );
  }
  const failed = answers.filter(answer => !isTaken(answer));
  say(
    `  ${AT_ONCE} uploads for one entity at once, ${ROUNDS} rounds: ${
      failed.length
    } of ${answers.length} failed, median ${ms(
      median(answers.map(({ time }) => time)),
    )}`,
  );
  return failed.length;
}

async function sayDeadlocks(knex) {
  const { rows } = await knex.raw(
    'select sum(deadlocks)::int as deadlocks from pg_stat_database',
  );
  say(`  deadlocks that PostgreSQL detected: ${rows[0].deadlocks}`);
}

async function upload(replica, entityRef, number) {
  const started = performance.now();
  const answer = await fetch(
    `${replica.url}/api/supply-chain/sboms?entityRef=${entityRef}&name=ci`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${UPLOAD_TOKEN}`,
        'content-type': 'application/vnd.cyclonedx+json',
      },
      body: bomOf(number),
    },
  ).catch(() => ({ status: 599, text: async () => '' }));
  await answer.text();
  return { status: answer.status, time: performance.now() - started };
}

async function position(knex) {
  const { rows } = await knex.raw(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint as bytes`,
  );
  return Number(rows[0].bytes);
}

function pause(time) {
  return new Promise(resolve => {
    setTimeout(resolve, time);
  });
}
