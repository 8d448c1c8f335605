import type { RowColumn, RowsTable } from '../../api/types.ts';
import { names } from '../../words/names.ts';
import type { Language } from '../../words/useLanguage.ts';

/** The rows are all of one customer. */
const CUSTOMER = 'customer_id';

export interface ShownColumn {
  column: RowColumn;
  /** Where its cells stand. */
  at: number;
  /** Of a moment: where its day stands, for rows that know no more. */
  day?: number | undefined;
}

/** The columns that say something: a day stands in the column of its moment, and what is empty in every row is left out. */
export function shownColumns({ columns, rows }: RowsTable): ShownColumn[] {
  const place = new Map(columns.map(({ name }, at) => [name, at]));
  const dayOf = ({ name, kind }: RowColumn) => (kind === 'instant' ? place.get(name.replace(/_at$/, '_day')) : undefined);
  const days = new Set(columns.map(dayOf));
  const says = (at: number | undefined) => at !== undefined && rows.some((cells) => cells[at] != null);
  return columns
    .map((column, at) => ({ column, at, day: dayOf(column) }))
    .filter(({ column, at, day }) => column.name !== CUSTOMER && !days.has(at) && (says(at) || says(day)));
}

/** What a cell says to a reader; none where it is empty. */
export function cellText(
  { column, at, day }: ShownColumn,
  table: RowsTable,
  cells: (string | null)[],
  { words, format }: Language,
  zone: string | undefined,
): string | undefined {
  const cell = cells[at];
  if (cell == null) return day !== undefined && cells[day] != null ? format.date(cells[day]) : undefined;
  switch (column.kind) {
    case 'instant':
      return format.dateTime(`${cell.replace(' ', 'T')}Z`, zone);
    case 'date':
      return format.date(cell);
    case 'integer':
    case 'decimal':
      return format.number(Number(cell));
    case 'boolean':
      return words.say(cell === 'true' ? 'ui.behind.yes' : 'ui.behind.no');
    case 'money': {
      const currency = cells[table.columns.findIndex(({ name }) => name === column.currency)];
      return currency ? format.money(cell, currency) : cell;
    }
    default:
      return names.value(words, cell, column.name);
  }
}
