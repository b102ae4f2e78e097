import { describeCases } from './__testUtils__/cases';

describeCases('npm, Yarn and pnpm', {
  '19-pnpm-oddities': {
    components: {
      'pnpm-lock.yaml': [
        '@jsr/std__path@1.0.8 runtime direct',
        'c@ runtime direct',
        'express@4.18.1 runtime direct',
        'fsevents@2.3.3 optional direct',
        'is-positive@3.1.0 development direct',
        'react-dom@18.2.0 runtime direct',
        'react@18.2.0 runtime direct',
        'scheduler@0.23.0 runtime',
        'semver@7.5.4 development direct',
      ],
    },
  },
});
