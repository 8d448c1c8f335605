import { describe, expect, it } from 'vitest';
import type { RowsTable } from '../../api/types.ts';
import { createFigureWords } from '../../words/figures.ts';
import { createFormat } from '../../words/format.ts';
import type { Language } from '../../words/useLanguage.ts';
import { createWords } from '../../words/words.ts';
import { cellText, shownColumns } from './rowCells.ts';

const format = createFormat('en');
const words = createWords('en', { 'ui.value.channel.paid_search': ['Paid search'], 'ui.behind.yes': ['yes'] });
const language: Language = { format, words, figures: createFigureWords(format, words), choose: () => Promise.resolve() };

const sales: RowsTable = {
  measure: 'measure',
  fact: 'revenue_entries',
  columns: [
    { name: 'booked_at', kind: 'instant' },
    { name: 'booked_day', kind: 'date' },
    { name: 'customer_id', kind: 'text' },
    { name: 'net', kind: 'money', currency: 'currency' },
    { name: 'currency', kind: 'text' },
    { name: 'channel', kind: 'text' },
    { name: 'campaign', kind: 'text' },
    { name: 'paid', kind: 'boolean' },
  ],
  rows: [
    ['2026-11-19 08:09:33', '2026-11-19', 'c1', '2390', 'EUR', 'paid_search', null, 'true'],
    [null, '2026-11-20', 'c1', '-500', 'JPY', null, null, null],
  ],
  more: false,
};

describe('rows behind a customer', () => {
  const columns = shownColumns(sales);
  const row = (index: number) => columns.map((column) => cellText(column, sales, sales.rows[index] ?? [], language, 'Europe/Vilnius'));

  it('leave out the day beside its moment, whose rows they are and what is empty', () => {
    expect(columns.map(({ column }) => column.name)).toEqual(['booked_at', 'net', 'currency', 'channel', 'paid']);
  });

  it('are read in the zone of the workspace, amounts in their currency, codes as words', () => {
    expect(row(0)).toEqual(['19 Nov 2026, 10:09', '€23.90', 'EUR', 'Paid search', 'yes']);
  });

  it('show the day where nobody knows the time', () => {
    expect(row(1)).toEqual(['20 Nov 2026', '−¥500', 'JPY', undefined, undefined]);
  });
});
