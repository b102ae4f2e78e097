import { controls } from './controls';

describe('the control matrix', () => {
  it('covers the six frameworks, each control once', () => {
    const names = controls.map(c => `${c.framework} ${c.id}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(controls.map(c => c.framework)).size).toBe(6);
  });

  it('names files where there is evidence, and none where there is none', () => {
    for (const control of controls) {
      expect([control.id, control.files.length > 0]).toEqual([
        control.id,
        control.coverage !== 'none',
      ]);
      expect(control.note.length).toBeGreaterThan(10);
    }
  });

  it('says of each framework what it cannot speak for', () => {
    for (const framework of new Set(controls.map(c => c.framework))) {
      const own = controls.filter(c => c.framework === framework);
      expect(own.some(c => c.coverage === 'none')).toBe(true);
      expect(own.some(c => c.coverage === 'evidence')).toBe(true);
    }
  });
});
