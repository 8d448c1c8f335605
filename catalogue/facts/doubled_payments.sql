/*
fact: doubled_payments
row: one payment told by the row of its invoice, though payments of their own name the invoice or its order
refresh_by: order
columns:
  payment_id: { kind: text }
*/
WITH own AS (
  SELECT document_id
  FROM payment
  WHERE document_id IS NOT NULL AND kind = 'payment' AND coalesce(origin, '') NOT IN ('document', 'document_undated')
    AND coalesce(status, 'succeeded') = 'succeeded'
)
SELECT p.id AS payment_id
FROM payment p
WHERE p.origin IN ('document', 'document_undated') AND p.document_id IN (SELECT document_id FROM own)
UNION
SELECT p.id
FROM payment p
JOIN sales_document d ON d.id = p.document_id
WHERE p.origin IN ('document', 'document_undated') AND d.parent_id IN (SELECT document_id FROM own)
