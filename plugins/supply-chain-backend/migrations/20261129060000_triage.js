// @ts-check

/*
 * What people decide about vulnerabilities, when findings are due, and the
 * order in which they are worked on.
 *
 * The order of risk is one number that the database keeps in step by itself:
 * known exploited first, then severity (one that is not known counts as high:
 * nobody knows that it is less), score in tenths, exploit probability in
 * hundred-thousandths, direct before transitive, runtime before the rest,
 * exposed services before others, and what is due first. docs/triage.md tells
 * it to people.
 */
const rating = `((case when known_exploited then 6 else 0 end + SEVERITY) * 102
  + case when coalesce(score, -1) < 0 then 0 else 1 + cast(round(score * 10) as integer) end) * 100002
  + case when coalesce(epss, -1) < 0 then 0 else 1 + cast(round(epss * 100000) as integer) end`;
const usage = `((RATING) * 3 + 2 - relation) * 3
  + case scope when 2 then 1 when 3 then 0 else 2 end`;

const unknownAsHigh = rating.replace(
  'SEVERITY',
  'case severity when 0 then 4 else severity end',
);
const unknownLast = rating.replace('SEVERITY', 'severity');

/** As 20261128200000_unknown_use.js has it. */
const findingsBefore = usage.replace('RATING', unknownLast);
/** `exposure` is 0 to 2, and `65535 - due_day` is never negative. */
const findingsAfter = `(cast(${usage.replace(
  'RATING',
  unknownAsHigh,
)} as bigint) * 3 + exposure) * 65536 + 65535 - due_day`;

/** @param {import('knex').Knex} knex */
function isPostgres(knex) {
  return String(knex.client.config.client).includes('pg');
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('decisions', table => {
    table.string('vulnerability', 200).nullable().comment('Any of its ids');
    table.string('ecosystem', 100).nullable();
    table.text('package_name').nullable().comment('In its one spelling');
    table.string('justification', 40).nullable();
    table.text('responses').nullable().comment('JSON list of words');
    table.text('versions').nullable().comment('JSON list; null: any version');
    table.string('ends_when', 20).nullable().comment('fix, version-moves');
    table.boolean('pauses_clock').notNullable().defaultTo(false);
    table.string('origin', 10).notNullable().defaultTo('person');
    table.text('origin_ref').nullable().comment('Rule, document, file:line');
    table.text('evidence').nullable().comment('JSON: what it came from');
    table.boolean('end_noted').notNullable().defaultTo(false);
    table.index(['vulnerability', 'state'], 'decisions_vulnerability_idx');
    table.index(['state', 'ends_at'], 'decisions_ends_idx');
  });
  // Two replicas that start together make one decision of a rule.
  await knex.raw(
    `create unique index decisions_rule_uq on decisions (origin_ref)
     where origin = 'rule' and state = 'active'`,
  );

  await knex.schema.alterTable('vulnerabilities', table => {
    table.boolean('automatable').nullable();
    table.string('technical_impact', 10).nullable().comment('partial, total');
    table.string('exploited_since', 10).nullable().comment('A day');
  });
  await knex.schema.createTable('vulnrichment', table => {
    table.comment('What CISA says of CVEs (SSVC), as a feed had it last');
    table.string('cve', 30).primary();
    table.string('exploitation', 10).nullable();
    table.boolean('automatable').nullable();
    table.string('technical_impact', 10).nullable();
  });

  await knex.schema.alterTable('targets', table => {
    table.specificType('exposure', 'smallint').notNullable().defaultTo(1);
    table.text('exposure_because').notNullable().defaultTo('');
    table
      .text('triage_key')
      .notNullable()
      .defaultTo('')
      .comment('What decisions, rules and due dates look at');
  });

  await knex.raw('drop index findings_risk_idx');
  await knex.raw('alter table findings drop column risk');
  // As SQL: for SQLite, knex would make new tables and drop the old ones,
  // which other tables refer to.
  for (const column of [
    `versions text not null default ''`,
    'exposure smallint not null default 1',
    'due_day integer not null default 65535',
    'analysis smallint not null default 0',
    `needs_review boolean not null default ${isPostgres(knex) ? 'false' : '0'}`,
    'decision_id bigint null',
    'triage_changes integer not null default 1',
  ]) {
    await knex.raw(`alter table findings add column ${column}`);
  }
  await addRisk(knex, 'findings', 'bigint', findingsAfter);
  await knex.schema.alterTable('findings', table => {
    table.index(['state', 'due_day', 'id'], 'findings_due_idx');
    table.index(['target_id', 'state', 'due_day'], 'findings_target_due_idx');
    table.index(['decision_id'], 'findings_decision_idx');
  });
  await knex.raw(
    `create index findings_triage_idx on findings (id) where triage_changes > 0`,
  );
  await knex.raw(
    `create index findings_review_idx on findings (id) where needs_review`,
  );

  await knex.raw('drop index vulnerabilities_risk_idx');
  await knex.raw('alter table vulnerabilities drop column risk');
  await addRisk(knex, 'vulnerabilities', 'integer', unknownAsHigh);

  await knex.raw(
    'alter table finding_events add column decision_id bigint null',
  );

  await knex.schema.createTable('triage_settings', table => {
    table.comment('By which rules and policies findings were looked at last');
    table.string('name', 40).primary();
    table.string('digest', 64).notNullable();
    table
      .bigInteger('after_id')
      .nullable()
      .comment('Findings up to it were told; null: all were');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('triage_settings');
  await knex('finding_events')
    .whereIn('kind', [
      'dismissed',
      'reinstated',
      'decided',
      'undecided',
      'needs-review',
      'redated',
    ])
    .delete();
  await knex('finding_events')
    .where('kind', 'closed')
    .update({ kind: 'resolved' });
  await knex.raw('alter table finding_events drop column decision_id');
  await knex.raw('drop index vulnerabilities_risk_idx');
  await knex.raw('alter table vulnerabilities drop column risk');
  await addRisk(knex, 'vulnerabilities', 'integer', unknownLast);

  for (const index of [
    'risk',
    'due',
    'target_due',
    'decision',
    'triage',
    'review',
  ]) {
    await knex.raw(`drop index findings_${index}_idx`);
  }
  await knex.raw('alter table findings drop column risk');
  await knex('findings').where('state', 'dismissed').update({ state: 'open' });
  for (const column of [
    'versions',
    'exposure',
    'due_day',
    'analysis',
    'needs_review',
    'decision_id',
    'triage_changes',
  ]) {
    await knex.raw(`alter table findings drop column ${column}`);
  }
  await addRisk(knex, 'findings', 'integer', findingsBefore);

  for (const column of ['exposure', 'exposure_because', 'triage_key']) {
    await knex.raw(`alter table targets drop column ${column}`);
  }
  await knex.schema.dropTable('vulnrichment');
  for (const column of ['automatable', 'technical_impact', 'exploited_since']) {
    await knex.raw(`alter table vulnerabilities drop column ${column}`);
  }

  await knex('decisions').where('subject', 'vulnerability-analysis').delete();
  for (const index of [
    'decisions_rule_uq',
    'decisions_vulnerability_idx',
    'decisions_ends_idx',
  ]) {
    await knex.raw(`drop index ${index}`);
  }
  for (const column of [
    'vulnerability',
    'ecosystem',
    'package_name',
    'justification',
    'responses',
    'versions',
    'ends_when',
    'pauses_clock',
    'origin',
    'origin_ref',
    'evidence',
    'end_noted',
  ]) {
    await knex.raw(`alter table decisions drop column ${column}`);
  }
};

/**
 * @param {import('knex').Knex} knex
 * @param {'findings' | 'vulnerabilities'} table
 * @param {'bigint' | 'integer'} type
 * @param {string} risk
 */
async function addRisk(knex, table, type, risk) {
  // SQLite adds no stored columns; an index on a virtual one holds its values.
  const kind = isPostgres(knex) ? 'stored' : 'virtual';
  await knex.raw(
    `alter table ${table} add column risk ${type} generated always as (${risk}) ${kind}`,
  );
  await knex.schema.alterTable(table, changed => {
    changed.index(
      table === 'findings' ? ['state', 'risk', 'id'] : ['risk', 'id'],
      `${table}_risk_idx`,
    );
  });
}
