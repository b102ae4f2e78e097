import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ms, say, table } from '../report.mjs';
import { backend } from '../setup/backend.mjs';

const SCANS = 1000;
const DAY = '2026-01-01T00:00:00+0000';

/**
 * What is written where nothing changed, or little: scans of unchanged sources,
 * and an EPSS file that was only touched, or of which one score in a hundred
 * differs. Pages that PostgreSQL writes whole after a checkpoint are counted
 * apart: how many there are depends on when that was.
 */
export async function measureSteadyState(knex) {
  say();
  say(`What a steady state writes`);
  const rows = [await scans(knex), await scans(knex)];
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-epss-'));
  try {
    rows.push(...(await scores(knex, join(folder, 'epss.csv'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  table(rows);
}

async function scans(knex) {
  const { claimTarget, storeUnchanged } = backend();
  const ids = await knex('targets').orderBy('id').limit(SCANS).pluck('id');
  await knex('targets')
    .whereIn('id', ids)
    .update({ next_scan_at: new Date(0) });
  return written(knex, `${ids.length} unchanged scans`, async () => {
    for (const _ of ids) {
      const claimed = await claimTarget(knex, {
        leaseMs: 3_600_000,
        perHost: 10,
      });
      await storeUnchanged(
        knex,
        claimed,
        now => new Date(now.getTime() + 3_600_000),
      );
    }
  });
}

async function scores(knex, file) {
  const { AdvisoryRefresher, epssFeed } = backend();
  const names = await knex('vulnerability_names')
    .where('name', 'like', 'CVE-%')
    .orderBy('name')
    .pluck('name');
  const refresher = new AdvisoryRefresher({
    knex,
    logger: {
      info() {},
      debug() {},
      warn: (text, error) => say(`  ${text}: ${error?.message}`),
      error: say,
    },
    refreshMs: 3_600_000,
    staleAfterMs: { osv: 1e9, epss: 1e9, kev: 1e9, vulnrichment: 1e9 },
    sources: [],
    feeds: [epssFeed({ id: 'epss', path: file })],
  });
  const write = changed => {
    const lines = names.map((name, i) => {
      const score = changed && i % 100 === 0 ? 0.9 : 0.1;
      return `${name},${score},0.5`;
    });
    const head = `#model_version:v1,score_date:${DAY}\ncve,epss,percentile`;
    writeFileSync(file, `${head}\n${lines.join('\n')}\n`);
    const time = new Date();
    utimesSync(file, time, time);
  };
  const read = async () => {
    await refresher.request('epss');
    await refresher.refreshDue();
  };
  write(false);
  await refresher.register();
  const rows = [await written(knex, 'an EPSS file, first', read)];
  write(false);
  rows.push(await written(knex, 'the same, touched', read));
  write(true);
  rows.push(await written(knex, 'one score in a hundred differs', read));
  return rows;
}

async function written(knex, what, action) {
  const before = await counters(knex);
  const started = performance.now();
  await action();
  const time = performance.now() - started;
  const after = await counters(knex);
  const changed = [...after.rows]
    .map(([name, count]) => [name, count - (before.rows.get(name) ?? 0)])
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`);
  return {
    what,
    time: ms(time),
    WAL: `${Math.round((after.wal - before.wal) / 1024)} KiB`,
    'whole pages': after.pages - before.pages,
    'rows written': changed.join(', ') || 'none',
  };
}

/** Statistics of a session are told at its end, or when it is asked to. */
async function counters(knex) {
  await knex.raw('select pg_stat_force_next_flush()');
  await new Promise(resolve => {
    setTimeout(resolve, 1500);
  });
  const wal = await knex.raw('select wal_bytes, wal_fpi from pg_stat_wal');
  const rows = await knex.raw(
    `select relname as name, n_tup_ins + n_tup_upd + n_tup_del as count
     from pg_stat_user_tables`,
  );
  return {
    wal: Number(wal.rows[0].wal_bytes),
    pages: Number(wal.rows[0].wal_fpi),
    rows: new Map(rows.rows.map(({ name, count }) => [name, Number(count)])),
  };
}
