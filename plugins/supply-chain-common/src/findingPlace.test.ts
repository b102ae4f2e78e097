import { fileAndLine, findingPlace } from './findingPlace';

describe('findingPlace', () => {
  it.each([
    [{ package: 'left-pad', place: { path: 'a.js' } }, 'left-pad'],
    [{ place: { path: 'src/a.js', startLine: 3 } }, 'src/a.js:3'],
    [{ place: { path: 'src/a.js', object: 'main' } }, 'src/a.js'],
    [{ place: { object: 'aws_s3_bucket.logs' } }, 'aws_s3_bucket.logs'],
    [{}, undefined],
  ])('of %j is %s', (finding, place) => {
    expect(findingPlace(finding)).toBe(place);
  });
});

describe('fileAndLine', () => {
  it('is the file alone where there is no line', () => {
    expect(fileAndLine('Dockerfile')).toBe('Dockerfile');
    expect(fileAndLine('Dockerfile', 12)).toBe('Dockerfile:12');
  });
});
