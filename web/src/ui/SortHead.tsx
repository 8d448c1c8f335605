import { useLanguage } from '../words/useLanguage.ts';
import { Icon } from './Icon.tsx';
import table from './table.module.css';

interface Props {
  /** The column as the address names it. */
  column: string;
  label: string;
  /** The order in force: a column, `-` before it for the largest first. */
  sort: string | undefined;
  onSort: (sort: string) => void;
  /** Numbers and days begin with the largest, words with A. */
  numeric?: boolean;
}

/** The head of a column that sorts the list: once by it, once more the other way. */
export function SortHead({ column, label, sort, onSort, numeric = false }: Props) {
  const { words } = useLanguage();
  const [down, up] = [`-${column}`, column];
  const order = sort === down ? 'descending' : sort === up ? 'ascending' : undefined;
  const first = numeric ? down : up;
  return (
    <th scope="col" aria-sort={order ?? 'none'} className={numeric ? table.number : undefined}>
      <button
        type="button"
        className={table.sort}
        title={words.say('ui.action.sort_by', { column: label })}
        onClick={() => onSort(sort === first ? (numeric ? up : down) : first)}
      >
        {label}
        <span className={table.order} data-order={order}>
          <Icon name="chevron" size={12} />
        </span>
      </button>
    </th>
  );
}
