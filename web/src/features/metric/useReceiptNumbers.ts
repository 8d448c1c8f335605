import type { MeasureReceipt, Receipt, Unit } from '../../api/types.ts';
import type { Format } from '../../words/format.ts';
import { useLanguage } from '../../words/useLanguage.ts';

export function measureNumber(measure: MeasureReceipt, currency: string, format: Format): string {
  if (measure.number == null) return '–';
  return measure.money ? format.money(measure.number, currency) : format.number(Number(measure.number), 4);
}

/** The formula with the measures' numbers in the place of their names, and what it gives. */
export function useReceiptNumbers(receipt: Receipt, unit: Unit): { formula: string; result: string } {
  const { format, figures } = useLanguage();
  const numbers = new Map(
    receipt.measures.map((measure) => [measure.name, measureNumber(measure, receipt.frame.currency, format)]),
  );
  return {
    formula: receipt.formula.replace(/[a-z_][a-z0-9_.]*/gi, (name) => numbers.get(name) ?? name),
    result: figures.exact(receipt.figure.value, unit),
  };
}
