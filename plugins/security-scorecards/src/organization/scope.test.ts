import { rowScope } from './scope';

describe('rowScope', () => {
  it('asks for what an owner owns itself, and for all below a group', () => {
    const ref = 'group:default/payments';
    expect(rowScope('owner', ref)).toEqual({ owner: ref });
    expect(rowScope('group', ref)).toEqual({ node: ref });
  });

  it('narrows to a system beside what the page is narrowed to', () => {
    expect(
      rowScope('system', 'system:default/shop', 'group:default/x'),
    ).toEqual({ system: 'system:default/shop' });
  });

  it('keeps a system that the page is narrowed to as a filter', () => {
    expect(
      rowScope('group', 'group:default/payments', 'system:default/shop'),
    ).toEqual({
      node: 'group:default/payments',
      system: 'system:default/shop',
    });
  });

  it('asks for services that nobody owns, and leaves all as they are', () => {
    expect(rowScope('owner', 'unowned')).toEqual({ node: 'unowned' });
    expect(rowScope('group', 'organization')).toEqual({});
  });
});
