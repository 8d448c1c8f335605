/** Reads a number as people of a language type it; `undefined` when it is none. */
export function parseNumber(text: string, tag: string): number | undefined {
  const parts = new Intl.NumberFormat(tag).formatToParts(1234567.5);
  const group = parts.find(({ type }) => type === 'group')?.value ?? ',';
  const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  const plain = [...text.trim()]
    .map(latinDigit)
    .join('')
    .replace(/[\s\u00a0\u202f\u200e\u200f٬]/g, '')
    .replace(/٫/g, '.')
    .replace(/−/g, '-');
  const separators = [...plain].filter((sign) => sign === '.' || sign === ',');
  return /^-?[\d.,]+$/.test(plain) && /\d/.test(plain) ? fromSeparated(plain, separators, group, decimal) : undefined;
}

function fromSeparated(text: string, separators: string[], group: string, decimal: string): number | undefined {
  const last = separators.at(-1);
  if (last === undefined) return Number(text);
  const digitsAfter = text.length - 1 - text.lastIndexOf(last);
  const single = separators.filter((sign) => sign === last).length === 1;
  // A sign that groups digits elsewhere is still the decimal sign when no group of three follows it.
  const isDecimal = single && (last === decimal || last !== group || digitsAfter !== 3);
  const [whole = '', fraction = ''] = isDecimal ? splitLast(text, last) : [text, ''];
  const digits = whole.replace(/[.,]/g, '');
  const groups = whole.replace('-', '').split(/[.,]/).slice(1);
  return groups.every((part) => part.length === 3) ? Number(`${digits || '0'}.${fraction || '0'}`) : undefined;
}

function splitLast(text: string, sign: string): [string, string] {
  const at = text.lastIndexOf(sign);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Persian and Arabic digits as Latin ones. */
function latinDigit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  for (const zero of [0x06f0, 0x0660, 0xff10]) {
    if (code >= zero && code <= zero + 9) return String(code - zero);
  }
  return sign;
}

/** A number as the API reads it: a decimal point, no exponent, no digits that only the division left. */
export function plainNumber(value: number): string {
  return value.toFixed(10).replace(/\.?0+$/, '');
}
