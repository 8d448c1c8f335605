/*
fact: document_sales
row: a document that counts, with the sale it belongs to
refresh_by: order
columns:
  document_id: { kind: text }
  sale_id:     { kind: text, meaning: "the order, else the invoice it is about; its own of a sale" }
  sold_at:     { kind: instant, meaning: of that sale }
  gross_share: { kind: decimal, meaning: "what the customer owes for the sale, for each unit of value without tax; 1 where nobody says" }
*/
WITH chain AS (
  SELECT d.document_id, coalesce(grand.document_id, parent.document_id, d.document_id) AS sale_id
  FROM fact.documents d
  LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
  LEFT JOIN fact.documents grand ON grand.document_id = parent.parent_id
)
SELECT
  c.document_id,
  c.sale_id,
  s.issued_at AS sold_at,
  s.issued_day AS sold_day,
  CASE
    WHEN s.gross > s.net + s.shipping AND s.net + s.shipping > 0
      THEN CAST(s.gross AS DOUBLE) / CAST(s.net + s.shipping AS DOUBLE)
    ELSE 1
  END AS gross_share
FROM chain c
JOIN fact.documents s ON s.document_id = c.sale_id
