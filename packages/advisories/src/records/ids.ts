/** The ids of vulnerability databases, and how they are ordered for reading. */

const CVE = /^CVE-(\d{4})-(\d{4,19})$/;

export const isCve = (id: string) => CVE.test(id);

/** CVE ids first, then GHSA, then all others. */
function rank(id: string): number {
  if (isCve(id)) return 0;
  return id.startsWith('GHSA-') ? 1 : 2;
}

function compareText(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** By year and number, where CVE-2021-9999 comes before CVE-2021-10000. */
function compareCves(a: string, b: string): number {
  const [, aYear, aNumber] = CVE.exec(a)!;
  const [, bYear, bNumber] = CVE.exec(b)!;
  return (
    Number(aYear) - Number(bYear) ||
    Number(BigInt(aNumber) - BigInt(bNumber)) ||
    compareText(a, b)
  );
}

/**
 * Orders the ids of advisories for display: CVE ids by year and number, then
 * GHSA ids, then the rest, these two by code unit. A total order.
 *
 * @public
 */
export function compareAdvisoryIds(a: string, b: string): number {
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) return byRank;
  return rank(a) === 0 ? compareCves(a, b) : compareText(a, b);
}
