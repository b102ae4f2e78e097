// @ts-check

/**
 * Columns that name rows of other tables, and were not held to it:
 * the scan of a snapshot, the snapshot in force of a target, the license of a
 * component. Names without a row are cleared first; a snapshot whose scan is
 * gone gets a record that says so.
 */
const keys = [
  ['snapshots', 'scan_id', 'scans', 'id', ''],
  ['targets', 'snapshot_id', 'snapshots', 'id', 'on delete set null'],
  ['components', 'license_id', 'licenses', 'id', ''],
];

// SQLite adds no key to a table: it is made anew, with keys not looked at,
// which SQLite switches outside of transactions only.
exports.config = { transaction: false };

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Told as done only at the end: whatever stops it on the way leaves nothing.
  if (isPostgres(knex)) await knex.transaction(addKeys);
  else await addKeys(knex);
};

/** @param {import('knex').Knex} knex */
async function addKeys(knex) {
  await knex.raw(`
    insert into scans (id, target_id, trigger, state, started_at, finished_at, error)
    select s.scan_id, min(s.target_id), 'schedule', 'abandoned', min(s.created_at), min(s.created_at),
      'The record of this scan was lost'
    from snapshots as s
    where not exists (select 1 from scans where scans.id = s.scan_id)
    group by s.scan_id`);
  await knex.raw(`
    update targets set snapshot_id = null
    where snapshot_id is not null and not exists (
      select 1 from snapshots as s where s.id = targets.snapshot_id)`);
  await knex.raw(`
    update components set license_id = null
    where license_id is not null and not exists (
      select 1 from licenses as l where l.id = components.license_id)`);
  for (const [table, column, other, key, action] of keys) {
    const reference = `references ${other} (${key}) ${action}`.trim();
    if (isPostgres(knex)) {
      await knex.raw(
        `alter table ${table} add constraint ${table}_${column}_fk
         foreign key (${column}) ${reference}`,
      );
    } else {
      const clause = `, constraint ${table}_${column}_fk foreign key (${column}) ${reference})`;
      await remakeTable(knex, table, sql =>
        sql.includes(`${table}_${column}_fk`)
          ? undefined
          : sql.replace(/\)\s*$/, clause),
      );
    }
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (isPostgres(knex)) await knex.transaction(removeKeys);
  else await removeKeys(knex);
};

/** @param {import('knex').Knex} knex */
async function removeKeys(knex) {
  for (const [table, column] of keys) {
    if (isPostgres(knex)) {
      await knex.raw(
        `alter table ${table} drop constraint ${table}_${column}_fk`,
      );
    } else {
      const clause = new RegExp(
        `, constraint ${table}_${column}_fk [^)]*\\)[^)]*\\)[^,)]*`,
      );
      await remakeTable(knex, table, sql =>
        sql.includes(`${table}_${column}_fk`)
          ? sql.replace(clause, '')
          : undefined,
      );
    }
  }
}

/**
 * The way that SQLite's documentation gives for changes that `alter table`
 * does not know (sqlite.org/lang_altertable.html, section 7).
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 * @param {(sql: string) => string | undefined} change undefined: it is so already
 */
async function remakeTable(knex, table, change) {
  const [{ sql }] = await knex('sqlite_master')
    .where({ type: 'table', name: table })
    .select('sql');
  const others = await knex('sqlite_master')
    .whereIn('type', ['index', 'trigger'])
    .where('tbl_name', table)
    .whereNotNull('sql')
    .select('sql');
  const changed = change(sql);
  if (changed === undefined) return;
  if (changed === sql) throw new Error(`The table ${table} is as it should be`);
  const named = new RegExp(`^create table\\s+["'\`]?${table}["'\`]?`, 'i');
  await knex.raw('pragma foreign_keys = off');
  try {
    await knex.transaction(async trx => {
      await trx.raw(changed.replace(named, `create table \`${table}_new\``));
      await trx.raw(`insert into ${table}_new select * from ${table}`);
      await trx.raw(`drop table ${table}`);
      await trx.raw(`alter table ${table}_new rename to ${table}`);
      for (const other of others) await trx.raw(other.sql);
      const broken = await trx.raw('pragma foreign_key_check');
      if (broken.length > 0) {
        throw new Error(`${broken.length} rows name rows that are not there`);
      }
    });
  } finally {
    await knex.raw('pragma foreign_keys = on');
  }
}

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}
