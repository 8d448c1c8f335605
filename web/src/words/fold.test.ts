import { expect, it } from 'vitest';
import { fold } from './fold.ts';

it.each([
  ['Отчёт', 'отчет'],
  ['لوله\u200cکشی', 'لولهكشى'],
  ['هزینه\u200cی جذب', 'هزینهٔ جذب'],
  ['۷ روز', '7 روز'],
  ['Klientų išlaikymas', 'klientu islaikymas'],
  ['Größe', 'GROESSE'],
  ['Rückgabe', 'ruckgabe'],
  ['ＮＰＳ', 'nps'],
  ['customer’s', 'customers'],
])('finds %s as %s', (one, other) => expect(fold(one)).toBe(fold(other)));

it('keeps different words apart', () => expect(fold('churn')).not.toBe(fold('chum')));
