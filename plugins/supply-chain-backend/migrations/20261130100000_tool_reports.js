// @ts-check

/*
 * What other tools report. A finding is of a kind; one that is of no known
 * vulnerability of a package is of a rule of a tool instead, at a place.
 * `tool_reports` has one row for each tool and category of a target,
 * `tool_results` what its last report claims.
 */

/** What findings of no vulnerability do without. */
const OPTIONAL = ['package_id', 'vulnerability_id'];

const ADDED = [
  'kind smallint not null default 0',
  'rule_id integer null',
  'message text null',
  'place text null',
];

// SQLite lets no column do without a value that it asked for: the table is made
// anew, with keys not looked at, which SQLite switches outside of transactions only.
exports.config = { transaction: false };

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (isPostgres(knex)) {
    await knex.transaction(async trx => {
      for (const column of OPTIONAL) {
        await trx.raw(
          `alter table findings alter column ${column} drop not null`,
        );
      }
      await addTables(trx);
    });
    return;
  }
  const risk = await dropRisk(knex);
  await remakeFindings(knex, sql =>
    OPTIONAL.reduce((changed, column) => optional(changed, column, true), sql),
  );
  await addRisk(knex, risk);
  await knex.transaction(addTables);
};

/** @param {import('knex').Knex} knex */
async function addTables(knex) {
  await knex.schema.createTable('tool_rules', table => {
    table.comment('What tools look for');
    table.increments('id');
    table.string('key', 200).notNullable().comment('As decisions name it');
    table.string('tool', 80).notNullable();
    table.text('name').notNullable();
    table.text('title').nullable();
    table.text('description').nullable();
    table.text('help_uri').nullable();
    table.text('cwes').notNullable().comment('JSON list of numbers');
    table.text('tags').notNullable().comment('JSON list of words');
    table.unique(['key'], { indexName: 'tool_rules_key_uq' });
  });
  for (const column of ADDED) {
    await knex.raw(`alter table findings add column ${column}`);
  }
  await knex.schema.alterTable('findings', table => {
    table.index(['rule_id', 'state'], 'findings_rule_idx');
    table.index(['kind', 'state', 'risk', 'id'], 'findings_kind_idx');
    table.index(['target_id', 'kind', 'state'], 'findings_target_kind_idx');
  });

  await knex.schema.createTable('tool_reports', table => {
    table.comment('The last report of each tool about a target');
    table.bigIncrements('id');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table.string('tool', 80).notNullable();
    table.string('category', 200).notNullable();
    table.string('origin', 10).notNullable().comment('upload, source, native');
    table.text('tool_name').notNullable();
    table.text('tool_version').nullable();
    table.string('format', 40).notNullable();
    table.string('digest', 64).notNullable();
    table.timestamp('received_at').notNullable();
    table.string('received_by', 255).notNullable();
    table.timestamp('ran_at').nullable();
    table.string('revision', 64).nullable();
    table.integer('results').notNullable();
    table.integer('cut_total').nullable();
    table.boolean('partial').notNullable();
    table.text('notices').notNullable().comment('JSON list of texts');
    table.unique(['target_id', 'tool', 'category'], {
      indexName: 'tool_reports_series_uq',
    });
    table.index(['tool'], 'tool_reports_tool_idx');
  });

  await knex.schema.createTable('tool_results', table => {
    table.comment('What the last report of a tool claims, result by result');
    table.bigIncrements('id');
    table
      .bigInteger('report_id')
      .notNullable()
      .references('tool_reports.id')
      .onDelete('CASCADE');
    table
      .integer('target_id')
      .notNullable()
      .references('targets.id')
      .onDelete('CASCADE');
    table
      .bigInteger('finding_id')
      .nullable()
      .references('findings.id')
      .onDelete('SET NULL');
    table.string('fingerprint', 64).notNullable().comment('Within the report');
    table
      .string('finding_fingerprint', 64)
      .nullable()
      .comment('Null: of a vulnerability of a package');
    table.specificType('kind', 'smallint').notNullable();
    table.integer('rule_id').notNullable().references('tool_rules.id');
    table.integer('package_id').nullable().references('packages.id');
    table.integer('vulnerability_id').nullable();
    table.string('vulnerability', 200).nullable().comment('As the tool says');
    table.integer('severity').notNullable();
    table.double('score').notNullable().comment('-1: unknown');
    table.string('confidence', 10).nullable();
    table.text('message').notNullable();
    table.text('path').nullable();
    table.text('place').nullable().comment('JSON');
    table.text('version').nullable();
    table.boolean('fixable').notNullable();
    table.text('details').notNullable().comment('JSON');
    table.timestamp('first_seen_at').notNullable();
    table.unique(['report_id', 'fingerprint'], {
      indexName: 'tool_results_identity_uq',
    });
    table.index(['finding_id'], 'tool_results_finding_idx');
    table.index(
      ['target_id', 'finding_fingerprint'],
      'tool_results_target_idx',
    );
    table.index(['target_id', 'package_id'], 'tool_results_package_idx');
    table.index(['vulnerability_id'], 'tool_results_vulnerability_idx');
  });

  await knex.schema.createTable('installation_keys', table => {
    table.comment('Random values that all replicas share, made once');
    table.string('name', 40).primary();
    table.string('value', 64).notNullable().comment('Hexadecimal');
  });

  await knex.raw(
    'alter table decisions add column finding_fingerprint varchar(64) null',
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (isPostgres(knex)) {
    await knex.transaction(async trx => {
      await removeTables(trx);
      for (const column of OPTIONAL) {
        await trx.raw(
          `alter table findings alter column ${column} set not null`,
        );
      }
    });
    return;
  }
  await knex.transaction(removeTables);
  const risk = await dropRisk(knex);
  await remakeFindings(knex, sql =>
    OPTIONAL.reduce((changed, column) => optional(changed, column, false), sql),
  );
  await addRisk(knex, risk);
};

/** @param {import('knex').Knex} knex */
async function removeTables(knex) {
  await knex.raw('alter table decisions drop column finding_fingerprint');
  await knex.schema.dropTable('installation_keys');
  await knex.schema.dropTable('tool_results');
  await knex.schema.dropTable('tool_reports');
  const reported = knex('findings').whereNotNull('rule_id').select('id');
  await knex('finding_events').whereIn('finding_id', reported).delete();
  await knex('outbox').whereIn('finding_id', reported).delete();
  await knex('ticket_findings').whereIn('finding_id', reported).delete();
  await knex('findings').whereNotNull('rule_id').delete();
  for (const index of ['rule', 'kind', 'target_kind']) {
    await knex.raw(`drop index findings_${index}_idx`);
  }
  for (const column of ADDED) {
    const [name] = column.split(' ');
    await knex.raw(`alter table findings drop column ${name}`);
  }
  await knex.schema.dropTable('tool_rules');
}

/**
 * @param {string} sql
 * @param {string} column
 * @param {boolean} isOptional
 */
function optional(sql, column, isOptional) {
  const name = `[\`"]?${column}[\`"]?`;
  return isOptional
    ? sql.replace(new RegExp(`(${name} integer) not null`, 'i'), '$1 null')
    : sql.replace(new RegExp(`(${name} integer) null`, 'i'), '$1 not null');
}

/**
 * Takes the generated column off, which no row is inserted with; gives how it
 * was made.
 *
 * @param {import('knex').Knex} knex
 */
async function dropRisk(knex) {
  const [{ sql }] = await knex('sqlite_master')
    .where({ type: 'table', name: 'findings' })
    .select('sql');
  const start = sql.search(/risk bigint generated always as/i);
  const end = sql.indexOf(' virtual', start) + ' virtual'.length;
  if (start < 0) throw new Error('findings.risk is not there');
  const indexes = await knex('sqlite_master')
    .where({ type: 'index', tbl_name: 'findings' })
    .where('sql', 'like', '%risk%')
    .select('name', 'sql');
  for (const { name } of indexes) await knex.raw(`drop index ${name}`);
  await knex.raw('alter table findings drop column risk');
  return [
    `alter table findings add column ${sql.slice(start, end)}`,
    ...indexes.map(index => index.sql),
  ];
}

/**
 * @param {import('knex').Knex} knex
 * @param {string[]} statements
 */
async function addRisk(knex, statements) {
  for (const statement of statements) await knex.raw(statement);
}

/**
 * The way that SQLite's documentation gives for changes that `alter table`
 * does not know (sqlite.org/lang_altertable.html, section 7).
 *
 * @param {import('knex').Knex} knex
 * @param {(sql: string) => string} change
 */
async function remakeFindings(knex, change) {
  const [{ sql }] = await knex('sqlite_master')
    .where({ type: 'table', name: 'findings' })
    .select('sql');
  const others = await knex('sqlite_master')
    .where({ type: 'index', tbl_name: 'findings' })
    .whereNotNull('sql')
    .select('sql');
  const changed = change(sql);
  if (changed === sql) throw new Error('findings is as it should be');
  await knex.raw('pragma foreign_keys = off');
  try {
    await knex.transaction(async trx => {
      await trx.raw(
        changed.replace(
          /^create table\s+["'`]?findings["'`]?/i,
          'create table findings_new',
        ),
      );
      await trx.raw('insert into findings_new select * from findings');
      await trx.raw('drop table findings');
      await trx.raw('alter table findings_new rename to findings');
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
