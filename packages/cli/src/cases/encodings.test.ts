import { describeCases } from './__testUtils__/cases';

describeCases('encodings', {
  '02-requirements-utf16': {
    components: {
      'requirements.txt': [
        'django@3.2.1 runtime direct',
        'requests@2.19.0 runtime direct',
      ],
    },
    findings: ['GHSA-aaaa-0002 django@3.2.1 -> 3.2.4'],
  },
  '18-cdx-xml-utf16': [
    {
      read: 'bom.xml',
      components: { 'bom.xml': ['lodash@4.17.20 runtime perhaps direct'] },
    },
    {
      read: 'prefixed.xml',
      components: { 'prefixed.xml': ['lodash@4.17.20 runtime perhaps direct'] },
    },
  ],
  '50-advisory-bom': { findings: ['GHSA-50 lodash@4.17.20 -> 4.17.21'] },
});
