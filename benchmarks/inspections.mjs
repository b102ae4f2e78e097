import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assigned } from './inspections/assigned.mjs';
import { configurations, written } from './inspections/configurations.mjs';
import { harmless } from './inspections/harmless.mjs';
import {
  verdictsOfCheckov,
  verdictsOfZizmor,
} from './inspections/verdicts.mjs';
import { timed } from './measure.mjs';
import { ms, sample, say, table } from './report.mjs';
import { engine, ofTests, root } from './setup/folders.mjs';

const SEEDS = 100;
/** Files of packages that are looked at for false alarms. */
const FILES = Number(process.env.SAFETY_CURTAIN_BENCH_FILES ?? 5_000);
const LARGEST = 1024 * 1024;
const options = { salt: new Uint8Array(32), now: new Date() };

/**
 * What the inspections find of what is there, and of what is not: made-up secrets and configurations
 * with a fault, the same mended, texts that look like secrets, and the sources of installed packages.
 */
export async function measureInspections() {
  const { inspectFiles } = engine('packages/inspect');
  const inspect = async files =>
    (await inspectFiles(files, options)).flatMap(({ results }) => results);
  await secretsFound(inspect);
  await faultsFound(inspect);
  await compared('zizmor', verdictsOfZizmor, inspect);
  await compared('Checkov', verdictsOfCheckov, inspect);
  await alarmsOfHarmless(inspect);
  await alarmsOfPackages(inspect);
  await timeOfSources(inspectFiles);
}

async function secretsFound(inspect) {
  const { chanceOf, madeUpKeys, madeUpSecrets } = ofTests(
    'inspect/src/__testUtils__/madeUpSecrets',
  );
  const missed = new Map();
  let all = 0;
  const look = async (name, path, text, rules) => {
    all++;
    const found = await inspect([{ path, text: `one\n${text}\ntwo\n` }]);
    if (!found.some(({ rule }) => rules.test(rule))) {
      missed.set(name, (missed.get(name) ?? 0) + 1);
    }
  };
  const known = /^(?:provider-secret|json-web-token|encrypted-key)$/;
  for (let seed = 1; seed <= SEEDS; seed++) {
    for (const [name, secret] of madeUpSecrets(chanceOf(seed))) {
      await look(name, 'a.yaml', `  value: ${secret}`, known);
    }
    for (const [name, path, text] of assigned(chanceOf(seed))) {
      await look(name, path, text, /^random-secret$/);
    }
  }
  const { open, encrypted } = madeUpKeys();
  for (const [name, key] of [...open, ...encrypted]) {
    await look(name, 'a.pem', key, known);
  }

  const count = [...missed.values()].reduce((sum, each) => sum + each, 0);
  say();
  say(
    `Secrets: ${all} made up, ${all - count} found (${share(
      all - count,
      all,
    )})`,
  );
  if (missed.size > 0) {
    table(
      [...missed].map(([name, times]) => ({
        missed: name,
        times,
        share: share(times, SEEDS),
      })),
    );
  }
}

async function faultsFound(inspect) {
  const rows = new Map();
  for (const [rule, faulty, mended] of configurations) {
    const row = rows.get(rule) ?? {
      rule,
      faulty: 0,
      found: 0,
      mended: 0,
      alarms: 0,
    };
    rows.set(rule, row);
    const breaks = async file =>
      (await inspect([file])).some(result => result.rule === rule);
    for (const file of written(faulty)) {
      row.faulty++;
      if (await breaks(file)) row.found++;
    }
    for (const file of written(mended)) {
      row.mended++;
      if (await breaks(file)) row.alarms++;
    }
  }
  say('Workflows and containers, each file written in several ways');
  table([...rows.values()]);
}

/** Files of another tool's tests, with what it says of them and what we do. */
async function compared(tool, verdicts, inspect) {
  const variable = `SAFETY_CURTAIN_BENCH_${tool.toUpperCase()}`;
  const folder = process.env[variable];
  if (!folder) {
    say(`Tests of ${tool}: left out, ${variable} names no checkout of it`);
    return;
  }
  const rows = new Map();
  for (const { rule, same, path, text, bad } of verdicts(folder)) {
    const row = rows.get(rule) ?? {
      rule,
      faulty: 0,
      found: 0,
      right: 0,
      alarms: 0,
    };
    rows.set(rule, row);
    const results = await inspect([{ path, text }]);
    const says = results.some(result => same.test(result.rule));
    row[bad ? 'faulty' : 'right']++;
    if (says) row[bad ? 'found' : 'alarms']++;
  }
  say(`Files of the tests of ${tool}, by what it says of them`);
  if (rows.size > 0) table([...rows.values()]);
}

async function alarmsOfHarmless(inspect) {
  const { chanceOf } = ofTests('inspect/src/__testUtils__/madeUpSecrets');
  const rows = [];
  for (const [kind, path, text] of harmless(chanceOf(1), 2_000)) {
    const found = await inspect([{ path, text }]);
    rows.push({ kind, lines: text.split('\n').length, alarms: found.length });
  }
  say('Texts that look like secrets and are none (200 alarms at the most)');
  table(rows);
}

async function alarmsOfPackages(inspect) {
  const files = [...spread(sourcesOfPackages(), FILES)];
  let lines = 0;
  let bytes = 0;
  const alarms = new Map();
  for (const path of files) {
    const text = readFileSync(join(root, 'node_modules', path), 'utf8');
    if (text.includes('\0')) continue;
    lines += text.split('\n').length;
    bytes += text.length;
    // What packages bring of others is left out in a source, but not here.
    const asOurs = path.replaceAll('node_modules/', 'modules/');
    for (const { rule, message } of await inspect([{ path: asOurs, text }])) {
      const what = /\(.*\)/.exec(message)?.[0] ?? '';
      const key = `${rule} ${what}`.trim();
      alarms.set(key, [...(alarms.get(key) ?? []), path]);
    }
  }
  say(
    `Alarms in ${
      files.length
    } files of installed packages, ${lines} lines, ${Math.round(
      bytes / 2 ** 20,
    )} MiB`,
  );
  const rows = [...alarms]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([rule, paths]) => ({
      rule,
      alarms: paths.length,
      'a million lines': ((1e6 * paths.length) / lines).toFixed(1),
      in: sample([...new Set(paths)], 2),
    }));
  if (rows.length > 0) table(rows);
}

const TEXT = /\.(?:[cm]?[jt]sx?|json|md|ya?ml|html|css|txt|env|sh|py|pem|key)$/;

/** Paths of text files below `node_modules`, but of our own packages, in the order of their names. */
function sourcesOfPackages() {
  const folder = join(root, 'node_modules');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && TEXT.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter(path => statSync(path).size <= LARGEST)
    .map(path => path.slice(folder.length + 1).replaceAll('\\', '/'))
    .filter(path => !path.startsWith('@safety-curtain/'))
    .sort();
}

/** So many of a list, as far from each other as they go. */
function* spread(list, count) {
  const step = Math.max(1, list.length / count);
  for (let at = 0; at < list.length; at += step) yield list[Math.floor(at)];
}

async function timeOfSources(inspectFiles) {
  const paths = execFileSync('git', ['ls-files', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
    .split('\0')
    .filter(Boolean);
  const files = paths
    .filter(path => statSync(join(root, path)).size <= LARGEST)
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const bytes = files.reduce((sum, { text }) => sum + text.length, 0);
  const { result, time } = await timed(() => inspectFiles(files, options));
  say(
    `The sources of this project, ${files.length} files, ${(
      bytes /
      2 ** 20
    ).toFixed(1)} MiB: ${ms(time)}`,
  );
  table(
    result.map(({ tool, results }) => ({
      tool: tool.name,
      results: results.length,
    })),
  );
}

function share(part, all) {
  return `${((100 * part) / all).toFixed(2)} %`;
}
