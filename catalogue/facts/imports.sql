/*
fact: imports
row: one file that was brought in to its end, from then until the next one of the same source
refresh_by: import
interval: { from: finished_at, to: superseded_at }
columns:
  import_id:     { kind: text }
  finished_at:   { kind: instant }
  superseded_at: { kind: instant, meaning: the next file of the source was in; empty for the last }
  rows_read:     { kind: integer, meaning: "rows of the file, good and bad" }
  rows_rejected: { kind: integer, meaning: "of these, left out with a reason" }
  object:        { kind: text, meaning: kind of row at the source }
  file_name:     { kind: text }
  customer_id:   { kind: text, dimension: customer, meaning: always empty }
  source:        { kind: text, dimension: source }
*/
SELECT
  r.id AS import_id,
  r.finished_at,
  r.finished_day,
  lead(r.finished_at) OVER chain AS superseded_at,
  lead(r.finished_day) OVER chain AS superseded_day,
  r.rows_read,
  r.rows_rejected,
  r.object,
  r.file_name,
  CAST(NULL AS VARCHAR) AS customer_id,
  r.delivered_by AS source
FROM import_run r
WHERE r.status = 'finished' AND r.finished_day IS NOT NULL
WINDOW chain AS (PARTITION BY r.delivered_by ORDER BY r.finished_day, r.finished_at, r.external_id)
