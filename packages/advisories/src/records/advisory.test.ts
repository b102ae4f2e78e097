import { Advisory, isInformational } from './advisory';

describe('isInformational', () => {
  const record = (notice?: string): Advisory => ({
    id: 'RUSTSEC-2021-0001',
    modified: '2021-01-01T00:00:00Z',
    affected: [
      {
        package: { ecosystem: 'crates.io', name: 'a' },
        database_specific: { informational: notice },
      },
    ],
  });

  it('is so for RustSec notices and for nothing else', () => {
    expect(isInformational(record('unmaintained'))).toBe(true);
    expect(isInformational(record())).toBe(false);
    expect(isInformational({ id: 'X-1', modified: '' })).toBe(false);
  });
});
