const SAME: Record<string, string> = { ي: 'ی', ى: 'ی', ك: 'ک', ё: 'е', '\u200c': '', '\u0640': '' };

/** Text as it is searched: without case, marks, full-width forms, and with the letters people mix up made one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[يىكё\u200c\u0640]/g, (letter) => SAME[letter] ?? letter);
}
