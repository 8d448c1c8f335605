import type { FormulaToken } from '../../api/types.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './CalculatorPage.module.css';

/** The formula with the numbers in it; what is missing stands there by name. */
export function FormulaLine({ tokens, currency }: { tokens: FormulaToken[]; currency: string }) {
  const { words, format } = useLanguage();
  const write = (token: FormulaToken): string => {
    switch (token.kind) {
      case 'number':
        return format.number(Number(token.text), 6);
      case 'money':
        return format.money(token.text, currency);
      case 'share':
        return format.share(Number(token.text), 2);
      case 'duration':
        return format.duration(Number(token.text));
      case 'missing':
        return words.say(`calculator.inputs.${token.text}`);
      default:
        return token.text;
    }
  };
  const text = tokens.map(write).join(' ').replaceAll('( ', '(').replaceAll(' )', ')');
  // Formulas are read from left to right in every language.
  return (
    <p className={styles.formula}>
      <bdi dir="ltr">= {text}</bdi>
    </p>
  );
}
