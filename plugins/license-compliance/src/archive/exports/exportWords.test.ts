import fc from 'fast-check';
import { anExport } from '../../__testUtils__/answers';
import { exportFileName } from './exportWords';

describe('exportFileName', () => {
  it('names what the export covers', () => {
    expect(
      exportFileName(
        anExport({
          scope: {
            kind: 'entity',
            ref: 'component:default/checkout',
            release: 'v1.2.0',
          },
        }),
      ),
    ).toBe('sbom-archive-entity-checkout-v1.2.0-2026-01-06.zip');
  });

  it('has no path and no odd letter in it, whatever a release is called', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (ref, release) => {
        expect(
          exportFileName(anExport({ scope: { kind: 'owner', ref, release } })),
        ).toMatch(/^sbom-archive-[A-Za-z0-9.-]{1,120}\.zip$/);
      }),
    );
  });
});
