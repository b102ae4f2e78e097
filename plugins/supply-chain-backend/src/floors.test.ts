import { ESLint } from 'eslint';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const rooms = jest.requireActual<string[]>('../floors');

// eslint-disable-next-line no-restricted-syntax -- tests run unbundled
const src = __dirname;

/** A module of a room: only what is there is recognized. */
function moduleOf(room: string): string {
  const [file] = readdirSync(path.join(src, room), { recursive: true })
    .map(String)
    .filter(name => /^[^.]+\.ts$/.test(name) && !name.includes('__testUtils__'))
    .sort();
  return `${room}/${file.replace(/\.ts$/, '')}`;
}

const topModules = readdirSync(src)
  .filter(name => /^[^.]+\.ts$/.test(name))
  .map(name => name.replace(/\.ts$/, ''));

describe('lint', () => {
  const eslint = new ESLint({ cwd: path.dirname(src) });

  /** Which of some modules a new file of a room may not import. */
  async function refused(room: string, modules: readonly string[]) {
    const filePath = path.join(src, room, 'aNewFile.ts');
    const lines = modules.map(name => {
      const from = path.posix.relative(`/${room}`, `/${name}`);
      return `import '${from.startsWith('.') ? from : `./${from}`}';`;
    });
    const [{ messages }] = await eslint.lintText(`${lines.join('\n')}\n`, {
      filePath,
    });
    return messages
      .filter(({ ruleId }) => ruleId === 'import/no-restricted-paths')
      .map(({ line }) => modules[line - 1]);
  }

  it('refuses what is above all rooms, everywhere', async () => {
    expect(topModules).toEqual(expect.arrayContaining(['index', 'measuring']));
    for (const room of [rooms[0], 'flows/scan', 'records/audit', 'database']) {
      expect(await refused(room, topModules)).toEqual(topModules);
    }
  });

  it('refuses all rooms above, and none below', async () => {
    for (const room of ['http', 'flows/reading', 'records/audit', 'settings']) {
      const place = rooms.indexOf(room);
      const above = rooms.slice(0, place).map(moduleOf);
      const below = rooms.slice(place).map(moduleOf);
      expect(await refused(room, [...above, ...below])).toEqual(above);
    }
  });
});

it('docs/architecture.md draws the floors as they are', () => {
  const text = readFileSync(
    path.resolve(src, '../../../docs/architecture.md'),
    'utf8',
  );
  const drawn = [...text.matchAll(/^\| `(\w+)`\s*\|[^|]*\|(.*)\|$/gm)]
    .filter(([, floor]) => existsSync(path.join(src, floor)))
    .flatMap(([, floor, cell]) => {
      const inFloor = [...cell.matchAll(/`([\w-]+)`/g)];
      return inFloor.length > 0
        ? inFloor.map(([, room]) => `${floor}/${room}`)
        : [floor];
    });
  expect(drawn).toEqual(rooms);
});
