import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ZipFile } from 'yazl';

jest.setTimeout(60_000);

const bin = path.resolve(__dirname, '../../bin/safety-curtain');

const recordOf = (id: string, name: string, ecosystem = 'npm') => ({
  id,
  modified: '2026-01-01T00:00:00Z',
  affected: [
    {
      package: { ecosystem, name },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
    },
  ],
});

async function zipOf(records: { id: string }[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const record of records) {
    zip.addBuffer(
      Buffer.from(JSON.stringify(record, null, 2)),
      `${record.id}.json`,
    );
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('safety-curtain advisories download', () => {
  let folder: string;
  let server: http.Server;
  let asked: string[];
  let answer: (response: http.ServerResponse) => void;
  const at = (name: string) => path.join(folder, name);
  const data = () => at('cache/safety-curtain/advisories/npm.osv.ndjson');
  const index = () => data().replace('.ndjson', '.index');

  beforeEach(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'advisories-'));
    fs.mkdirSync(at('app'));
    fs.writeFileSync(
      at('app/package-lock.json'),
      JSON.stringify({
        lockfileVersion: 3,
        packages: {
          'node_modules/bad': { version: '1.0.0' },
          'node_modules/good': { version: '1.0.0' },
        },
      }),
    );
    asked = [];
    server = http.createServer((request, response) => {
      asked.push(request.url!);
      answer(response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
    server.closeAllConnections();
    server.close();
  });

  const run = async (...args: string[]) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: folder,
      env: { ...process.env, XDG_CACHE_HOME: at('cache') },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', chunk => (stdout += chunk));
    child.stderr.on('data', chunk => (stderr += chunk));
    const [status] = await once(child, 'close');
    return { status, stdout, stderr };
  };
  const download = (...more: string[]) =>
    run(
      ...['advisories', 'download', '--ecosystem', 'npm', '--from'],
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/osv/`,
      ...more,
    );
  const scan = async () => {
    const { status, stdout, stderr } = await run(
      ...['scan', 'app', '--fail-on', 'any', '--format', 'json'],
    );
    return {
      status,
      stderr,
      found: stdout
        ? JSON.parse(stdout).findings.map(
            (f: { advisory: string }) => f.advisory,
          )
        : undefined,
    };
  };
  const serve = (body: Buffer) => {
    answer = response => response.end(body);
  };
  const fill = async (...names: string[]) => {
    serve(await zipOf(names.map(name => recordOf(`GHSA-${name}`, name))));
    expect(await download()).toMatchObject({ status: 0 });
  };

  it('fills a folder that scan reads by itself, with an index', async () => {
    await expect(scan()).resolves.toMatchObject({
      status: 3,
      stderr: expect.stringContaining('advisories download'),
    });
    await fill('bad', 'other');
    expect(asked).toEqual(['/osv/npm/all.zip']);
    expect(fs.readdirSync(path.dirname(data())).sort()).toEqual([
      'npm.osv.index',
      'npm.osv.ndjson',
    ]);
    await expect(scan()).resolves.toEqual({
      status: 1,
      found: ['GHSA-bad'],
      stderr: '',
    });
    await fill('other');
    await expect(scan()).resolves.toMatchObject({ status: 0, found: [] });
    fs.writeFileSync(at('app/.nvmrc'), '20\n');
    fs.writeFileSync(
      at('app/Gemfile.lock'),
      'GEM\n  remote: https://rubygems.org/\n  specs:\n    rack (1.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  rack\n',
    );
    await expect(scan()).resolves.toMatchObject({
      stderr: expect.stringContaining('RubyGems: no advisory record'),
    });
  });

  it.each<[string, (whole: Buffer) => (response: http.ServerResponse) => void]>(
    [
      [
        'breaks off',
        whole => response => {
          response.setHeader('content-length', whole.length);
          response.write(whole.subarray(0, whole.length / 2), () =>
            response.destroy(),
          );
        },
      ],
      [
        'is cut',
        whole => response => response.end(whole.subarray(0, whole.length - 30)),
      ],
      ['is a page', () => response => response.end('<html>')],
      [
        'is damaged',
        whole => response => {
          const bytes = Buffer.from(whole);
          // The checksum in the directory (APPNOTE, 4.3.12).
          const place = bytes.indexOf('PK\x01\x02', 'latin1') + 16;
          bytes[place] += 1;
          response.end(bytes);
        },
      ],
      [
        'has no record',
        () => response => zipOf([{ id: 'x' }]).then(zip => response.end(zip)),
      ],
    ],
  )('leaves what was there where a dump %s', async (_, broken) => {
    await fill('bad');
    const before = fs.readFileSync(data());
    answer = broken(await zipOf([recordOf('GHSA-new', 'good')]));
    await expect(download()).resolves.toMatchObject({
      status: 69,
      stderr: expect.stringContaining('the dump of npm'),
    });
    expect(fs.readFileSync(data())).toEqual(before);
    expect(fs.readdirSync(path.dirname(data()))).toHaveLength(2);
    await expect(scan()).resolves.toMatchObject({ found: ['GHSA-bad'] });
  });

  it('is as new as its publisher says that it is, where few records change', async () => {
    const check = () =>
      run('check', 'app', '--advisories', path.dirname(data()));
    await fill('other');
    const old = await check();
    expect(old.stdout).toContain('Advisories, npm: are of 2026-01-01');
    const dump = await zipOf([recordOf('GHSA-other', 'other')]);
    answer = response =>
      response.setHeader('last-modified', new Date().toUTCString()).end(dump);
    await download();
    expect((await check()).stdout).not.toContain('Advisories, npm');
    // A time that is to come, as of a clock that is wrong, is none.
    answer = response =>
      response
        .setHeader('last-modified', 'Mon, 01 Jan 2999 00:00:00 GMT')
        .end(dump);
    await download();
    expect((await check()).stdout).toContain('Advisories, npm');
  });

  it('refuses what is no ecosystem or address, and tells of what is not there', async () => {
    for (const more of [
      ['--ecosystem', '../x'],
      ['--from', 'file:///x'],
      ['--from', 'http://u:CANARY@127.0.0.1'],
    ]) {
      const { status, stderr } = await download(...more);
      expect(status).toBe(3);
      expect(stderr).not.toContain('CANARY');
    }
    answer = response => response.writeHead(404).end();
    await expect(download()).resolves.toMatchObject({
      status: 3,
      stderr: expect.stringContaining('answers 404'),
    });
  });

  it.each<[string, () => void, string]>([
    ['is missing', () => fs.rmSync(index()), 'there was no index'],
    [
      'is damaged',
      () => {
        const bytes = fs.readFileSync(index());
        bytes.write('9', bytes.length - 2);
        fs.writeFileSync(index(), bytes);
      },
      'it was damaged, or of another version',
    ],
    [
      'is empty',
      () => fs.writeFileSync(index(), ''),
      'it was damaged, or of another version',
    ],
    [
      'is of other data',
      () => {
        const bytes = fs.readFileSync(index());
        fs.appendFileSync(
          data(),
          `${JSON.stringify(recordOf('GHSA-more', 'good'))}\n`,
        );
        fs.writeFileSync(index(), bytes);
      },
      'it was of other data',
    ],
  ])('makes an index anew that %s', async (_, damage, why) => {
    await fill('bad');
    damage();
    const { status, found, stderr } = await scan();
    expect(status).toBe(1);
    expect(found).toContain('GHSA-bad');
    expect(found).toHaveLength(why.includes('other data') ? 2 : 1);
    expect(stderr).toContain(`npm.osv.index: ${why}; it was made anew`);
    await expect(scan()).resolves.toMatchObject({ stderr: '', found });
  });

  it('takes the index of a copy, and refuses damaged data', async () => {
    await fill('bad');
    fs.utimesSync(data(), 1, 1);
    await expect(scan()).resolves.toMatchObject({
      found: ['GHSA-bad'],
      stderr: '',
    });
    fs.writeFileSync(data(), fs.readFileSync(data()).subarray(0, -20));
    await expect(scan()).resolves.toMatchObject({
      status: 3,
      found: undefined,
      stderr: expect.stringContaining('download it again'),
    });
  });

  it('makes no request with --offline, and says which command would', async () => {
    await fill('bad');
    asked.length = 0;
    await expect(download('--offline')).resolves.toMatchObject({
      status: 3,
      stderr: expect.stringContaining('download makes requests'),
    });
    const portal = [
      '--url',
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ];
    await expect(
      run('--offline', 'check', 'app', ...portal),
    ).resolves.toMatchObject({ status: 3 });
    await expect(
      run('upload', 'x', ...portal, '--entity', 'x', '--offline'),
    ).resolves.toMatchObject({
      status: 3,
      stderr: expect.stringContaining('--offline'),
    });
    await expect(run('scan', 'app', '--offline')).resolves.toMatchObject({
      status: 0,
      stdout: expect.stringContaining('GHSA-bad'),
    });
    expect(asked).toEqual([]);
  });
});
