import { describeCases } from './__testUtils__/cases';

describeCases('files that are not read', {
  '38-bun-lock': {
    components: {
      'bun.lock': ['lodash@4.17.20 runtime direct'],
      'sub/package-lock.json': [],
    },
    withoutNotes: [/no lock file for package\.json/],
  },
  '39-unread-ecosystems': {
    among: {
      'net/packages.lock.json': ['Newtonsoft.Json@12.0.1 unknown direct'],
      'php/composer.lock': ['guzzlehttp/guzzle@7.4.0 runtime direct'],
    },
    notes: [/^api\/build\.gradle: no lock file for build\.gradle/],
  },
});
