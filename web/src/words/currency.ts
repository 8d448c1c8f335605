/** Digits after the point of one major unit (ISO 4217); the browser's own table differs from ISO for some. */
const EXPONENTS: Record<number, readonly string[]> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
  4: ['CLF', 'UYW'],
};

export function exponentOf(currency: string): number {
  const found = Object.entries(EXPONENTS).find(([, codes]) => codes.includes(currency));
  return found ? Number(found[0]) : 2;
}

/** Minor units (decimal text) as a number of major units. */
export function majorUnits(amount: string | number, currency: string): number {
  return Number(amount) / 10 ** exponentOf(currency);
}
