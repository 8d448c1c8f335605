/*
fact: proposals
row: one quote that was sent
refresh_by: order
columns:
  quote_id:    { kind: text }
  sent_at:     { kind: instant }
  is_first:    { kind: boolean, meaning: "the first quote of its deal, without a deal the first of its versions" }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  product:     { kind: text, dimension: product, meaning: "that of the largest value in the quote, so that a quote counts once; without positions that of the deal" }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
WITH offered AS (
  SELECT n.document_id, n.product, sum(coalesce(n.net, 0)) AS net
  FROM fact.document_lines n
  JOIN sales_document d ON d.id = n.document_id AND d.kind = 'quote'
  WHERE n.is_product AND n.product IS NOT NULL
  GROUP BY n.document_id, n.product
),
ranked AS (
  SELECT document_id, product, row_number() OVER (PARTITION BY document_id ORDER BY net DESC, product) AS place
  FROM offered
)
SELECT
  d.id AS quote_id,
  d.issued_at AS sent_at,
  d.issued_day AS sent_day,
  row_number() OVER (
    PARTITION BY d.opportunity_id, CASE WHEN d.opportunity_id IS NULL THEN coalesce(d.parent_id, d.id) END
    ORDER BY d.issued_day, coalesce(d.issued_at, CAST(d.issued_day AS TIMESTAMP)), d.id
  ) = 1 AND (d.opportunity_id IS NOT NULL OR v.id IS NULL) AS is_first,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  coalesce(d.channel, l.channel) AS channel,
  l.segment,
  coalesce(d.country, l.country) AS country,
  coalesce(r.product, q.product) AS product,
  coalesce(e.name, l.owner) AS owner,
  coalesce(e.team, l.team) AS team,
  d.source_id AS source
FROM sales_document d
LEFT JOIN opportunity q ON q.id = d.opportunity_id
-- The version before this one, which was sent as well.
LEFT JOIN sales_document v ON v.id = d.parent_id AND v.kind = 'quote' AND lower(coalesce(v.status, 'sent')) NOT IN ('draft', 'open', 'void')
LEFT JOIN ranked r ON r.document_id = d.id AND r.place = 1
LEFT JOIN customer_link o ON o.record_id = coalesce(d.organization_id, q.organization_id)
LEFT JOIN customer_link p ON p.record_id = coalesce(d.person_id, q.person_id)
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN employee e ON e.id = coalesce(d.owner_id, q.owner_id)
WHERE d.kind = 'quote' AND lower(coalesce(d.status, 'sent')) NOT IN ('draft', 'open', 'void')
  AND NOT coalesce(d.is_test, false) AND NOT coalesce(l.is_test, false)
