import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median, repeated, timed } from './measure.mjs';
import { ms, sample, say, table, times } from './report.mjs';
import {
  advisoryLines,
  ECOSYSTEMS,
  writePeerDatabase,
} from './setup/advisories.mjs';
import { corpora, engine, store } from './setup/folders.mjs';
import { npmProject } from './setup/packageLock.mjs';
import { installPeers, peerFile, peerVersion } from './setup/peers.mjs';

const PEER = '@renovatebot/osv-offline-db';
const COMPONENTS = 2500;
const RUNS = 9;

/** 2,500 package versions against all advisories at hand: ours and osv-offline-db. */
export async function measureMatching() {
  installPeers();
  const lines = advisoryLines();
  const records = lines.map(line => JSON.parse(line));
  const components = componentsToMatch();
  say();
  say(
    `Matching ${components.length} components of ${
      new Set(components.map(it => it.ecosystem)).size
    } ecosystems against ${records.length} advisories`,
  );
  if (!existsSync(corpora)) {
    say(
      '  (the corpora are not at hand: example advisories and components only)',
    );
  }
  const ours = await measureOurs(lines, components);
  const peer = await measurePeer(records, components);
  const update = await measureUpdates(records, components, ours, peer);
  const row = (what, our, their) => ({
    what,
    'safety-curtain': ms(our),
    [`osv-offline-db ${peerVersion(PEER)}`]: ms(their),
    ratio: times(their / our),
  });
  table([
    row('cold: load the records, match all', ours.cold, peer.cold),
    row('warm: match all', ours.warm, peer.warm),
    row('one advisory changes: match again', update.ours, update.peer),
  ]);
  say(
    '  ours decides which versions are affected; osv-offline-db only finds the records of a package',
  );
  compareAnswers(ours, peer, components);
}

async function measureOurs(lines, components) {
  const { AdvisoryIndex, readAdvisory } = engine('packages/advisories');
  const load = () =>
    AdvisoryIndex.from(lines.map(line => readAdvisory(JSON.parse(line))));
  const matchAll = index => components.map(component => index.find(component));
  const cold = await timed(() => matchAll(load()));
  const index = load();
  const warm = await repeated(() => matchAll(index), RUNS);
  return { index, cold: cold.time, warm: warm.median, answers: warm.result };
}

async function measurePeer(records, components) {
  const folder = join(store, 'osv-offline');
  await writePeerDatabase(folder, records);
  const { OsvOfflineDb } = await import(
    pathToFileURL(peerFile(PEER, 'dist/index.js')).href
  );
  OsvOfflineDb.rootDirectory = folder;
  const matchAll = async db => {
    const answers = [];
    for (const { ecosystem, name } of components) {
      answers.push(await db.query(ecosystem, name));
    }
    return answers;
  };
  const cold = await timed(async () => {
    const db = OsvOfflineDb.create();
    await matchAll(db);
    db[Symbol.dispose]();
  });
  const db = OsvOfflineDb.create();
  const warm = await repeated(() => matchAll(db), RUNS);
  db[Symbol.dispose]();
  return {
    cold: cold.time,
    warm: warm.median,
    answers: warm.result,
    matchAll,
    folder,
    create: () => OsvOfflineDb.create(),
  };
}

/**
 * One changed advisory of lodash arrives: which components does it apply to?
 * Ours takes it in and asks for the components of that package. The peer reads
 * the changed file of the ecosystem again and asks for all.
 */
async function measureUpdates(records, components, ours, peer) {
  const { readAdvisory } = engine('packages/advisories');
  const changed = records.find(record =>
    record.affected?.some(it => it.package?.name === 'lodash'),
  );
  const byPackage = new Map();
  for (const component of components) {
    const key = `${component.ecosystem} ${component.name}`;
    byPackage.set(key, [...(byPackage.get(key) ?? []), component]);
  }
  const update = () => {
    const advisory = readAdvisory(changed);
    ours.index.add(advisory);
    return advisory.affected.flatMap(({ package: { ecosystem, name } }) =>
      (byPackage.get(`${ecosystem} ${name}`) ?? []).map(component =>
        ours.index.find(component),
      ),
    );
  };
  const our = await repeated(update, RUNS);

  const their = [];
  for (let i = 0; i < 3; i++) {
    const db = peer.create();
    await peer.matchAll(db);
    await writePeerDatabase(peer.folder, records, 'npm');
    their.push((await timed(() => peer.matchAll(db))).time);
    db[Symbol.dispose]();
  }
  return { ours: our.median, peer: median(their) };
}

/** Says where the two do not find the same records. */
function compareAnswers(ours, peer, components) {
  const { AdvisoryIndex, readAdvisory } = engine('packages/advisories');
  let same = 0;
  let found = 0;
  const onlyOurs = [];
  const onlyPeer = [];
  components.forEach((component, i) => {
    const our = new Set(ours.answers[i].map(it => it.id));
    // The peer leaves the versions to its caller: they are decided here alike.
    const their = new Set(
      AdvisoryIndex.from(peer.answers[i].map(it => readAdvisory(it)))
        .find(component)
        .map(it => it.id),
    );
    const { name, version } = component;
    const before = onlyOurs.length + onlyPeer.length;
    for (const id of our) {
      if (!their.has(id)) onlyOurs.push(`${id} for ${name} ${version}`);
    }
    for (const id of their) {
      if (!our.has(id)) onlyPeer.push(`${id} for ${name} ${version}`);
    }
    if (onlyOurs.length + onlyPeer.length === before) same += 1;
    found += our.size;
  });
  say(
    `  ${found} matches; the same answer for ${same} of ${components.length} components`,
  );
  if (onlyOurs.length > 0) say(`  only ours: ${sample(onlyOurs)}`);
  if (onlyPeer.length > 0) say(`  only osv-offline-db: ${sample(onlyPeer)}`);
}

/** OSV records as text, one each, of the corpora and of the examples. */

/**
 * Package versions to look up: those that the corpora have an expected answer
 * for, then those of our own dependencies, up to the number that is wanted.
 */
function componentsToMatch() {
  const found = new Map();
  const add = ({ ecosystem, name, version }) =>
    found.set(`${ecosystem} ${name} ${version}`, { ecosystem, name, version });

  const cases = join(corpora, 'matching');
  for (const ecosystem of existsSync(cases) ? ECOSYSTEMS : []) {
    readFileSync(join(cases, `${ecosystem}.ndjson`), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line))
      .forEach(add);
  }
  const { readManifest } = engine('packages/sbom');
  const lock = readManifest(
    'package-lock.json',
    readFileSync(npmProject().lock, 'utf8'),
  );
  for (const { ecosystem, packageName, version } of lock.components) {
    if (ecosystem) add({ ecosystem, name: packageName, version });
  }
  return [...found.values()].slice(0, COMPONENTS);
}
