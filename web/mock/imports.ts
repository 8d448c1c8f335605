import type { ImportDetail, ImportOutcome, Inspection, RejectList } from '../src/api/types.ts';

const MAPPING =
  'mapping: 1\nsource: shop\nobject: order_line\nentities:\n  - entity: sales_document\n    fields:\n      number: InvoiceNo\n';

const FORMAT = { encoding: 'utf-8', delimiter: ',', header: true, decimal: '.', dates: ['%d/%m/%Y %H:%M'] };

export const IMPORTS: ImportDetail[] = [
  {
    id: '14',
    source: 'shop',
    object: 'order_line',
    file: 'orders-2026-11.csv.gz',
    at: '2026-11-22T14:25:00Z',
    state: 'applied',
    rows_read: 18_422,
    rows_changed: 18_130,
    rows_unchanged: 275,
    rows_rejected: 17,
    bytes: 1_482_003,
    content_hash: '5f2c9e1a7b',
    format: FORMAT,
    mapping_version: 1,
    mapping: MAPPING,
  },
  {
    id: '13',
    source: 'helpdesk',
    object: 'ticket',
    file: 'tickets.csv',
    at: '2026-11-22T13:58:00Z',
    state: 'applied',
    rows_read: 61_207,
    rows_changed: 1_204,
    rows_unchanged: 60_003,
    rows_rejected: 0,
    bytes: 9_220_118,
    content_hash: '5f2c9e1a7b',
    format: FORMAT,
    mapping_version: 1,
    mapping: MAPPING,
  },
  {
    id: '12',
    source: 'crm',
    object: 'account',
    file: 'accounts.csv',
    at: '2026-11-21T08:02:00Z',
    state: 'failed',
    rows_read: 0,
    rows_changed: 0,
    rows_unchanged: 0,
    rows_rejected: 0,
    bytes: 88_213,
    content_hash: '5f2c9e1a7b',
    format: FORMAT,
    mapping_version: 1,
    mapping: MAPPING,
  },
];

/** What bringing any file in gives: the newest import. */
export function outcome(): ImportOutcome {
  const [newest] = IMPORTS;
  if (!newest) throw new Error('there are imports');
  return { ...newest, already_imported: false, doubts: [] };
}

export function rejects(id: string): RejectList {
  const rows =
    id === '14'
      ? Array.from({ length: 17 }, (_, index) => ({
          file: 'orders-2026-11.csv.gz',
          line: 211 + index * 97,
          column: index % 2 ? 'InvoiceDate' : 'UnitPrice',
          value: index % 2 ? '31/02/2026 10:12' : 'n/a',
          code: index % 2 ? 'not_a_date' : 'not_a_number',
          arguments: {},
        }))
      : [];
  return { rows, total: rows.length, next_page: null };
}

export const INSPECTION: Inspection = {
  format: FORMAT,
  rows: [['536365', '85123A', 'WHITE HANGING HEART T-LIGHT HOLDER', '6', '01/12/2025 08:26', '2.55', '17850', '']],
  columns: [
    { column: 'InvoiceNo', samples: ['536365', '536366', 'C536379'], targets: ['sales_document.number'] },
    { column: 'StockCode', samples: ['85123A', '71053'], targets: ['sales_document_line.product_id'] },
    { column: 'Description', samples: ['WHITE HANGING HEART T-LIGHT HOLDER'], targets: ['sales_document_line.description'] },
    { column: 'Quantity', samples: ['6', '-1'], targets: ['sales_document_line.quantity'] },
    { column: 'InvoiceDate', samples: ['01/12/2025 08:26'], targets: ['sales_document.issued_at'] },
    { column: 'UnitPrice', samples: ['2.55', '3.39'], targets: ['sales_document_line.unit_price'] },
    { column: 'CustomerID', samples: ['17850', ''], targets: ['sales_document.person_id'] },
    { column: 'GiftWrap', samples: ['yes', ''], targets: [] },
  ],
  assumed: [{ field: 'sales_document.kind', value: 'order' }],
  doubts: [
    {
      code: 'ambiguous_dates',
      column: 'InvoiceDate',
      arguments: { column: 'InvoiceDate', chosen: '%d/%m/%Y', other: '%m/%d/%Y' },
    },
  ],
  confidence: 0.86,
  mapping: MAPPING,
};
