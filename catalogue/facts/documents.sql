/*
fact: documents
row: one order, invoice, return or credit note that counts; drafts, void, cancelled before payment, test documents and test customers are out
refresh_by: order
columns:
  document_id: { kind: text }
  kind:        { kind: text, meaning: "order, invoice, return or credit_note" }
  parent_id:   { kind: text, meaning: "order of an invoice or return, invoice of a credit note" }
  status:      { kind: text }
  issued_at:   { kind: instant }
  due_on:      { kind: date }
  cancelled_at: { kind: instant }
  customer_id: { kind: text, dimension: customer }
  net:         { kind: money, currency: currency, meaning: after discounts without tax and shipping }
  shipping:    { kind: money, currency: currency, meaning: shipping and handling; 0 where nobody says }
  gross:       { kind: money, currency: currency, meaning: what the customer owes }
  currency:    { kind: text, dimension: currency }
  channel:     { kind: text, dimension: channel }
  sales_channel: { kind: text, dimension: sales_channel, meaning: "of the order it belongs to, else of the invoice, else its own" }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  variant:     { kind: text, dimension: variant }
  device:      { kind: text, dimension: device }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
SELECT
  s.document_id,
  s.kind,
  d.parent_id,
  d.status,
  s.issued_at,
  s.issued_day,
  d.due_on,
  d.cancelled_at,
  d.cancelled_day,
  s.customer_id,
  s.net,
  coalesce(d.shipping, 0) AS shipping,
  s.gross,
  s.currency,
  l.channel,
  CASE
    WHEN s.kind = 'order' THEN d.channel
    ELSE coalesce(
      CASE WHEN parent.kind = 'order' THEN parent.channel WHEN parent.kind = 'invoice' AND sold.kind = 'order' THEN sold.channel END,
      CASE WHEN parent.kind = 'invoice' THEN parent.channel END,
      d.channel
    )
  END AS sales_channel,
  coalesce(g.name, l.campaign) AS campaign,
  l.segment,
  coalesce(d.country, l.country) AS country,
  coalesce(d.variant, l.variant) AS variant,
  d.device,
  coalesce(e.name, l.owner) AS owner,
  coalesce(e.team, l.team) AS team,
  d.source_id AS source
FROM fact.standing_documents s
JOIN sales_document d ON d.id = s.document_id
-- As it is written, whether that order or invoice counts or not.
LEFT JOIN sales_document parent ON parent.id = d.parent_id
LEFT JOIN sales_document sold ON sold.id = parent.parent_id
LEFT JOIN fact.customer_labels l ON l.customer_id = s.customer_id
LEFT JOIN campaign g ON g.id = d.campaign_id
LEFT JOIN employee e ON e.id = d.owner_id
WHERE NOT coalesce(l.is_test, false)
