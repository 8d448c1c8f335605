/*
fact: customer_records
row: one record of a customer as a source knows it, from when it was created; contacts of an organization are no customers
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  record_id:   { kind: text }
  from_at:     { kind: instant, meaning: the first day of 1970 where nobody says when it was created }
  to_at:       { kind: instant, meaning: always empty }
  customer_id: { kind: text, dimension: customer }
  is_surplus:  { kind: boolean, meaning: "an earlier record is the same customer, by the rules that link records" }
  fields:      { kind: integer, meaning: "fields it should have: name, mail or telephone, country; for organizations segment and responsible person too" }
  filled:      { kind: integer, meaning: "of them those with a real value; n/a, a dash and the like, in any of the six languages, are none" }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
WITH records AS (
  SELECT id, 'organization' AS kind, created_at, created_day, owner_id, source_id, 5 AS fields
  FROM organization
  UNION ALL
  SELECT id, 'person', created_at, created_day, owner_id, source_id, 3
  FROM person
),
required_values AS (
  SELECT id, 'name' AS field, name AS value FROM organization
  UNION ALL SELECT id, 'contact', email FROM organization
  UNION ALL SELECT id, 'contact', phone FROM organization
  UNION ALL SELECT id, 'country', country FROM organization
  UNION ALL SELECT id, 'segment', segment FROM organization
  UNION ALL SELECT id, 'owner', owner_id FROM organization
  UNION ALL SELECT id, 'name', full_name FROM person
  UNION ALL SELECT id, 'name', last_name FROM person
  UNION ALL SELECT id, 'name', first_name FROM person
  UNION ALL SELECT id, 'contact', email FROM person
  UNION ALL SELECT id, 'contact', phone FROM person
  UNION ALL SELECT id, 'country', country FROM person
),
filled AS (
  SELECT id, count(DISTINCT field) AS filled
  FROM required_values
  WHERE lower(trim(value)) NOT IN (
    '', '-', '--', '---', '–', '—', '.', '...', '?', 'x', 'xx', 'xxx', '/', 'n/a', '#n/a', 'n.a.', 'n. a.', 'nan',
    'nil', 'none', 'null', '(null)', 'blank', 'empty', 'undefined', 'unknown', 'not available', 'tbd',
    'нет', 'нет данных', 'н/д', 'н.д.', 'неизвестно', 'не указано', 'не указан',
    'k.a.', 'k. a.', 'keine', 'keine angabe', 'unbekannt', '无', '暂无', '未知', '不详',
    'ندارد', 'نامشخص', 'نامعلوم', 'nėra', 'nežinoma', 'nenurodyta'
  )
    -- NA is Namibia.
    AND (lower(trim(value)) <> 'na' OR field = 'country')
  GROUP BY id
),
linked AS (
  SELECT r.*, c.id AS customer_id,
    row_number() OVER (
      PARTITION BY c.id
      ORDER BY coalesce(r.created_day, DATE '1970-01-01'), coalesce(r.created_at, CAST(r.created_day AS TIMESTAMP)), r.id
    ) AS place
  FROM records r
  JOIN customer_link k ON k.record_id = r.id
  JOIN customer c ON c.id = coalesce(k.customer_id, k.customer_id_without_person) AND c.kind = r.kind
  WHERE NOT coalesce(c.is_test, false)
)
SELECT
  l.id AS record_id,
  l.created_at AS from_at,
  coalesce(l.created_day, DATE '1970-01-01') AS from_day,
  CAST(NULL AS TIMESTAMP) AS to_at,
  CAST(NULL AS DATE) AS to_day,
  l.customer_id,
  l.place > 1 AS is_surplus,
  CAST(l.fields AS BIGINT) AS fields,
  CAST(coalesce(f.filled, 0) AS BIGINT) AS filled,
  e.name AS owner,
  e.team,
  l.source_id AS source
FROM linked l
LEFT JOIN filled f ON f.id = l.id
LEFT JOIN employee e ON e.id = l.owner_id
