import { describeCases } from './__testUtils__/cases';

describeCases('files that are not read', {
  '38-bun-lock': {
    notes: [
      /^bun\.lock: a lock file of Bun, which is not read/,
      /^package\.json: bun\.lock pins its dependencies and is not read/,
    ],
    withoutNotes: [/no lock file for package\.json/],
  },
  '39-unread-ecosystems': {
    among: {
      'php/composer.lock': ['guzzlehttp/guzzle@7.4.0 runtime direct'],
    },
    notes: [
      /^net\/packages\.lock\.json: a lock file of NuGet, which is not read/,
      /^api\/build\.gradle: no lock file for build\.gradle/,
    ],
  },
});
