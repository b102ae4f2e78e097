const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');
const rooms = require('./floors');

const src = path.join(__dirname, 'src');
const GROUPS = ['flows', 'views', 'records', 'outside'];

/** Every folder is a room with a place, or a floor of rooms. */
function checkRooms() {
  const folders = [
    ...foldersIn('').filter(name => !GROUPS.includes(name)),
    ...GROUPS.flatMap(group => foldersIn(group)),
  ].filter(name => !name.endsWith('__testUtils__'));
  const lost = folders.find(name => !rooms.includes(name));
  const gone = rooms.find(name => !existsSync(path.join(src, name)));
  if (lost ?? gone) {
    throw new Error(`floors.js and src differ about the room ${lost ?? gone}`);
  }
}

function foldersIn(folder) {
  return readdirSync(path.join(src, folder), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => path.posix.join(folder, entry.name));
}

checkRooms();

/** What lies above all rooms. */
const topFiles = readdirSync(src).filter(
  name => name.endsWith('.ts') && !name.endsWith('.test.ts'),
);

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  settings: {
    'import/resolver': { node: { extensions: ['.ts', '.js', '.cjs'] } },
  },
  overrides: [
    {
      files: ['src/**/*.ts'],
      excludedFiles: ['**/*.test.ts', '**/__testUtils__/**'],
      rules: {
        'import/no-restricted-paths': [
          'error',
          {
            basePath: src,
            zones: rooms.map((room, place) => ({
              target: `./${room}`,
              from: [
                ...topFiles.map(file => `./${file}`),
                ...rooms.slice(0, place).map(above => `./${above}`),
              ],
              message: `${room} is below it: see floors.js`,
            })),
          },
        ],
      },
    },
  ],
});
