import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from './measure.mjs';
import { sample, say, table } from './report.mjs';
import { backend } from './setup/backend.mjs';
import { engine, root } from './setup/folders.mjs';

const CONCURRENCY = 16;
const LOCK = 'yarn.lock';

/** Licenses of what this project itself is built from, asked of npm's registry. */
export async function measureLicenses() {
  const { NpmSource } = backend();
  const { normalizeLicense } = engine('packages/licenses');
  const { readManifest } = engine('packages/sbom');
  const text = readFileSync(join(root, LOCK), 'utf8');
  const components = readManifest(LOCK, text).components.filter(
    ({ ecosystem }) => ecosystem === 'npm',
  );
  const packages = byPackage(components);
  say();
  say(
    `Licenses of the ${components.length} components of ${LOCK}, of ${packages.length} packages, asked of npm's registry`,
  );
  const source = new NpmSource({
    concurrency: CONCURRENCY,
    timeoutMs: 60_000,
    maxBytes: 64 * 1024 * 1024,
  });
  const unreachable = await askOne(source, packages[0]).catch(error => error);
  if (unreachable instanceof Error) {
    say(`  SKIPPED: ${unreachable.message}`);
    return;
  }
  const bytesOverTheWire = countBytes();
  const { result, time } = await timed(() => askAll(source, packages));
  report(result, { time, bytes: bytesOverTheWire() }, normalizeLicense);
}

function byPackage(components) {
  const found = new Map();
  for (const { packageName, version } of components) {
    found.set(packageName, [...(found.get(packageName) ?? []), version]);
  }
  return [...found].map(([name, versions]) => ({ name, versions }));
}

function askOne(source, { name, versions }) {
  const { signal } = new AbortController();
  return source.describe({ ecosystem: 'npm', name }, versions, { signal });
}

/** Every package once, so many at a time as the source allows. */
async function askAll(source, packages) {
  const answers = [];
  const failures = [];
  let next = 0;
  const askOn = async () => {
    while (next < packages.length) {
      const wanted = packages[next++];
      try {
        answers.push({ ...wanted, facts: await askOne(source, wanted) });
      } catch (error) {
        failures.push(error.message);
      }
    }
  };
  await Promise.all(Array.from({ length: source.concurrency }, askOn));
  return { answers, failures };
}

/** Counts what comes in over every connection that is used from now on. */
function countBytes() {
  const before = new Map();
  subscribe('http.client.request.start', ({ request }) => {
    const remember = socket => {
      if (!before.has(socket)) before.set(socket, socket.bytesRead);
    };
    if (request.socket) remember(request.socket);
    else request.once('socket', remember);
  });
  return () =>
    [...before].reduce(
      (sum, [socket, bytes]) => sum + socket.bytesRead - bytes,
      0,
    );
}

function report({ answers, failures }, { time, bytes }, normalizeLicense) {
  const versions = answers.flatMap(({ name, versions: asked, facts }) =>
    asked.map(version => ({
      id: `${name}@${version}`,
      facts: facts?.versions.get(version),
    })),
  );
  const asked = versions.length;
  const known = versions.filter(({ facts }) => facts);
  const meanings = known.map(({ id, facts }) => ({
    id,
    text: facts.licenses[0],
    meaning: facts.licenses[0] && normalizeLicense(facts.licenses[0]),
  }));
  const clear = meanings.filter(({ meaning }) => meaning?.expression);
  const ambiguous = meanings.filter(({ meaning }) => meaning?.ambiguous);
  const share = count => `${((100 * count) / asked).toFixed(2)} %`;
  const row = (what, count) => ({
    what,
    components: count,
    share: share(count),
  });
  table([
    row('asked for', asked),
    row('known to the registry', known.length),
    row('with any license text', meanings.filter(({ text }) => text).length),
    row('with one SPDX expression', clear.length),
    row('ambiguous', ambiguous.length),
    row(
      'with a time of publication',
      known.filter(({ facts }) => facts.publishedAt).length,
    ),
    row('deprecated', known.filter(({ facts }) => facts.deprecated).length),
  ]);
  say(
    `  ${answers.length} packages in ${(time / 1000).toFixed(
      1,
    )} s, ${Math.round(
      bytes / 2 ** 20,
    )} MiB over the wire, ${CONCURRENCY} at a time; ${failures.length} failed`,
  );
  if (failures.length > 0) say(`  failed: ${sample(failures)}`);
  const unclear = meanings.filter(({ meaning }) => !meaning?.expression);
  if (unclear.length > 0) {
    say(
      `  not clear: ${sample(
        unclear.map(({ id, text }) => `${id} (${text ?? 'says nothing'})`),
        12,
      )}`,
    );
  }
}
