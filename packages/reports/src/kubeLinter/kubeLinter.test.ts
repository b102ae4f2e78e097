import { examples } from '../__testUtils__/examples';
import { readOne } from '../__testUtils__/reading';

const document = JSON.parse(examples['kube-linter'].document);

describe('kube-linter', () => {
  it('names the object, and what to do', () => {
    expect(readOne(document)).toMatchObject({
      tool: { version: '0.8.3' },
      rules: [{ id: 'run-as-non-root', description: 'd' }],
      results: [{ object: 'Deployment shop/web', fix: 'Set runAsUser' }],
    });
  });

  it('reads that nothing was found', () => {
    expect(readOne({ ...document, Reports: null }).results).toEqual([]);
  });
});
