const SAME: Record<string, string> = {
  ي: 'ی', ى: 'ی', ك: 'ک', ة: 'ه', ە: 'ه', ھ: 'ه', ہ: 'ه', ё: 'е', ß: 'ss', ae: 'a', oe: 'o', ue: 'u',
};

/**
 * Text as it is searched, as the server does: without case, marks, full-width forms and half-spaces, with the letters
 * people mix up made one; German umlauts may be written as two letters.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/ه\u200cی(?=\s|$)/g, 'ه')
    .replace(/[\u200b-\u200f\u2066-\u2069\u0640\ufeff'’ʼ]/g, '')
    .replace(/[يىكةەھہёß]|ae|oe|ue/g, (letters) => SAME[letters] ?? letters);
}
