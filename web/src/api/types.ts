/** Shapes of the API as the page reads them; the field names and meanings are the server's. */

export type NullReason =
  | 'no_denominator'
  | 'no_data'
  | 'not_observed_yet'
  | 'unbounded'
  | 'missing_fx'
  | 'restricted'
  | 'insufficient_history'
  | 'needs_data'
  | 'filter_not_applicable';

export type Value =
  /** Counts, shares 0 to 1, seconds, factors, points. */
  | { state: 'number'; number: number }
  /** Minor units as decimal text, unrounded. */
  | { state: 'money'; amount: string; currency: string }
  | { state: 'null'; reason: NullReason };

export type Unit = 'money' | 'money_per_day' | 'count' | 'share' | 'duration' | 'ratio' | 'score';
export type Better = 'higher' | 'lower' | 'neither';
export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year';
export type Judgement = 'better' | 'worse' | 'neutral' | 'no_clear_change' | 'too_few' | 'new' | 'unknown';

export interface Figure {
  value: Value;
  /** Money in minor units. */
  numerator?: string | null;
  denominator?: string | null;
  n: number;
  pending: number;
  missing_fx: number;
  low_n: boolean;
  /** 95 %, in the unit of the value. */
  interval?: [number, number] | null;
}

/** Both days belong to it. */
export interface PeriodAnswer {
  start: string;
  end: string;
  partial: boolean;
  elapsed_days: number;
  total_days: number;
}

export interface Change {
  figure: Figure;
  relative?: number | null;
  /** Points for shares (0.01 is one point), seconds, minor units. */
  absolute?: number | null;
  judgement: Judgement;
}

export interface Point {
  period: PeriodAnswer;
  figure: Figure;
}

export interface Tile {
  metric: string;
  unit: Unit;
  better: Better;
  figure: Figure;
  change?: Change | null;
  series: Point[];
  /** `entity` or `entity.column`. */
  needs: string[];
}

export interface TileGroup {
  id: string;
  tiles: Tile[];
}

export interface FilterAnswer {
  dimension: string;
  /** An empty text is "not set". */
  values: string[];
  exclude: boolean;
}

export interface Frame {
  period: PeriodAnswer;
  comparison?: PeriodAnswer | null;
  comparison_kind: 'previous' | 'year' | 'none';
  grain: Grain;
  filters: FilterAnswer[];
  /** RFC 3339. */
  as_of: string;
  zone: string;
  currency: string;
  data_version: number;
}

export interface BoardAnswer {
  board: string;
  frame: Frame;
  groups: TileGroup[];
}

export interface ParameterAnswer {
  name: string;
  value: string;
  is_default: boolean;
}

export interface SliceRow {
  /** Null is "not set". */
  value: string | null;
  figure: Figure;
  change?: Change | null;
}

export interface SliceAnswer {
  dimension: string;
  overlap: boolean;
  rows: SliceRow[];
  total: Figure;
  more: number;
}

export interface MetricAnswer {
  metric: string;
  unit: Unit;
  better: Better;
  frame: Frame;
  parameters: ParameterAnswer[];
  figure: Figure;
  change?: Change | null;
  series: Point[];
  /** Aligned with `series` by position. */
  comparison_series: Point[];
  slices?: SliceAnswer | null;
  needs: string[];
}

export interface LeftOut {
  reason: string;
  rows: number;
}

export interface MeasureReceipt {
  name: string;
  fact: string;
  kind: string;
  /** Money in minor units. */
  number?: string | null;
  money: boolean;
  window_start: string;
  window_end: string;
  rows_counted: number;
  rows_left_out: LeftOut[];
  condition?: string | null;
  sql: string;
}

export interface SourceFreshness {
  source: string;
  last_import_at: string;
  rows: number;
}

export interface Receipt {
  metric: string;
  definition_version: number;
  frame: Frame;
  parameters: ParameterAnswer[];
  scope: string;
  formula: string;
  figure: Figure;
  measures: MeasureReceipt[];
  sources: SourceFreshness[];
  fingerprint: string;
}

export interface CustomerRow {
  /** Null for rows that belong to no known customer. */
  customer: string | null;
  name: string | null;
  figure: Figure;
}

export interface CustomersAnswer {
  metric: string;
  frame: Frame;
  rows: CustomerRow[];
  total_customers: number;
  total: Figure;
  adds_up: boolean;
  next_page?: number | null;
}

export interface RowsTable {
  measure: string;
  fact: string;
  columns: string[];
  rows: (string | null)[][];
  more: boolean;
}

export interface RowsAnswer {
  metric: string;
  tables: RowsTable[];
}

export interface BoardSummary {
  id: string;
  tiles: number;
}

export interface Workspace {
  name: string;
  /** The figures are those of an invented company. */
  demo: boolean;
  /** No rows at all yet. */
  empty: boolean;
  zone: string;
  currency: string;
  /** The workspace's clock, RFC 3339. */
  now: string;
  data_version: number;
  boards: BoardSummary[];
  sources: SourceFreshness[];
}

export interface MetricSummary {
  id: string;
  family: string;
  unit: Unit;
  better: Better;
  computed: boolean;
  needs: string[];
  /** Texts of a user's own metric. */
  name?: string | null;
  meaning?: string | null;
}

export interface ParameterDefinition {
  name: string;
  kind: 'integer' | 'choice';
  default: string;
  choices: string[];
}

export interface MetricDefinition extends MetricSummary {
  version: number;
  additivity: string;
  formula: string;
  slices: string[];
  parameters: ParameterDefinition[];
  minimum_n?: number | null;
}

export interface CustomerSummary {
  id: string;
  name: string | null;
  kind: 'organization' | 'person';
  email?: string | null;
  country?: string | null;
  segment?: string | null;
  channel?: string | null;
  owner?: string | null;
  created_day?: string | null;
  first_paid_day?: string | null;
  /** Records at the sources that are this customer. */
  records: number;
}

export interface CustomerList {
  rows: CustomerSummary[];
  total: number;
  next_page?: number | null;
}

export interface TimelineEntry {
  /** `order_placed`, `ticket_created`, `survey_answered`, … */
  kind: string;
  id: string;
  /** RFC 3339; null when the source gives only a day. */
  at: string | null;
  day: string;
  title: string | null;
  /** A code or value that says more: status, plan, score, channel. */
  detail?: string | null;
  /** Minor units. */
  amount?: string | null;
  currency?: string | null;
  source: string;
}

export interface TimelineAnswer {
  entries: TimelineEntry[];
  /** Pass as `before` for older entries. */
  next_before?: string | null;
}

export interface ImportSummary {
  id: string;
  source: string;
  object: string;
  file: string;
  at: string;
  state: 'running' | 'landed' | 'applied' | 'failed' | 'interrupted';
  rows_read: number;
  rows_changed: number;
  rows_unchanged: number;
  rows_rejected: number;
}

export interface ImportDetail extends ImportSummary {
  bytes: number;
  finished_at?: string | null;
  content_hash: string;
  mapping_version: number;
  /** The newest mapping of its source and object, YAML. */
  mapping?: string | null;
}

export interface Reject {
  file: string;
  line: number;
  column?: string | null;
  value?: string | null;
  /** The words are the text `rejects.<code>`. */
  code: string;
  arguments: Record<string, string>;
}

export interface RejectList {
  rows: Reject[];
  total: number;
  next_page?: number | null;
}

export interface DetectedFormat {
  encoding: string;
  delimiter: string;
  header: boolean;
  decimal: string;
  dates: string[];
}

export interface ColumnProposal {
  column: string;
  samples: string[];
  /** `entity.column`; empty for a column that is kept as an attribute. */
  targets: string[];
}

/** What could be read in another way; the words are the text `doubts.<code>`. */
export interface Doubt {
  code: string;
  column?: string | null;
  arguments: Record<string, string>;
}

export interface ImportOutcome extends ImportSummary {
  /** This very file was here before; nothing was done. */
  already_imported: boolean;
  doubts: Doubt[];
}

/** What a dry run found. */
export interface Inspection {
  format: DetectedFormat;
  columns: ColumnProposal[];
  /** The first few rows. */
  rows: string[][];
  doubts: Doubt[];
  /** 0 to 1. */
  confidence: number;
  /** The mapping that was given or is proposed, YAML. */
  mapping: string;
}

export interface ApiError {
  /** Stable; texts are looked up by it. */
  code: string;
  message: string;
  hint?: string | null;
  details?: unknown;
}

/** What the server writes into the document, so that the first board paints without a second round trip. */
export interface FirstPaint {
  workspace: Workspace | null;
  board: BoardAnswer | null;
  /** The search part the board was asked with, without `?`. */
  address: string;
}
