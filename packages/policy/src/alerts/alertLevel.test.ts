import {
  alertLevelOf,
  defaultAlertThresholds,
  readAlertThresholds,
} from './alertLevel';

describe('alertLevelOf', () => {
  it.each<[object, number, string]>([
    [{}, 0, 'low'],
    [{ low: 9 }, 0, 'low'],
    [{ low: 10 }, 0, 'medium'],
    [{ low: 20 }, 0, 'medium'],
    [{ low: 21 }, 0, 'high'],
    [{ low: 10, none: 11 }, 0, 'high'],
    [{ medium: 1 }, 0, 'medium'],
    [{ unknown: 1 }, 0, 'medium'],
    [{ high: 1 }, 0, 'high'],
    [{ critical: 1 }, 0, 'high'],
    [{}, 1, 'medium'],
    [{ low: 1 }, 500, 'medium'],
  ])('%j and %i license issues: %s', (findings, licenseIssues, expected) => {
    expect(alertLevelOf({ findings, licenseIssues })).toBe(expected);
  });
});

describe('readAlertThresholds', () => {
  it('takes what is left out from the default', () => {
    expect(readAlertThresholds({}, 'alerts')).toEqual(defaultAlertThresholds);
    const { high, medium } = readAlertThresholds(
      { high: { severities: ['critical'] }, medium: { licenseIssues: false } },
      'alerts',
    );
    expect(high).toEqual({
      ...defaultAlertThresholds.high,
      severities: ['critical'],
    });
    expect(medium.licenseIssues).toBe(false);
  });

  it.each([
    [{ low: {} }, 'alerts.low: is not known here'],
    [{ high: { severities: ['bad'] } }, 'alerts.high.severities[0]: must be'],
    [{ high: { findings: 0 } }, 'alerts.high.findings: must be a number'],
  ])('refuses %j', (json, message) => {
    expect(() => readAlertThresholds(json, 'alerts')).toThrow(message);
  });
});
