/*
fact: give_backs
row: what one return, credit note or refund payment adds to what is known to have been given back
refresh_by: order
columns:
  give_back_id: { kind: text }
  kind:         { kind: text, meaning: "return, credit_note or refund" }
  given_at:     { kind: instant }
  sale_id:      { kind: text, meaning: the order or invoice it belongs to; empty where nobody knows }
  document_id:  { kind: text, meaning: "its own document, or the one a refund names" }
  net:          { kind: money, currency: currency, meaning: "positive, without tax and shipping; empty where nobody knows it" }
  shipping:     { kind: money, currency: currency, meaning: "positive, beside it" }
  currency:     { kind: text }
*/
-- One give-back may be told three times: as a return, as a credit note and as a refund payment. Of a sale has
-- been given back, at any moment, the most that one of the three tells; each adds what it tells beyond that.
WITH valued AS (
  SELECT
    return_id, min(currency) AS currency,
    CASE
      WHEN count(DISTINCT currency) = 1 AND count(CASE WHEN net IS NULL AND NOT is_exchange THEN 1 END) = 0
        THEN CAST(sum(CASE WHEN is_exchange THEN 0 ELSE net END) AS BIGINT)
    END AS net
  FROM fact.returned_positions
  GROUP BY return_id
),
-- What is about a document that does not count (cancelled, test) does not count either.
papers AS (
  SELECT
    d.document_id, d.kind, d.issued_at, d.issued_day, d.parent_id, s.sale_id, d.currency,
    CASE d.kind WHEN 'return' THEN 1 ELSE 2 END AS teller,
    -- A return without a price gives back what was paid for its units.
    abs(coalesce(d.net, CASE WHEN d.kind = 'return' AND v.currency = d.currency THEN v.net END)) AS net,
    abs(d.shipping) AS shipping,
    abs(d.gross) AS gross,
    s.gross_share
  FROM fact.documents d
  JOIN fact.document_sales s ON s.document_id = d.document_id
  LEFT JOIN valued v ON v.return_id = d.document_id
  LEFT JOIN fact.documents parent ON parent.document_id = d.parent_id
  LEFT JOIN sales_document named ON named.id = d.parent_id
  WHERE d.kind IN ('return', 'credit_note') AND (parent.document_id IS NOT NULL OR coalesce(named.kind, 'quote') = 'quote')
),
-- With tax, so that all three can be compared.
owed AS (
  SELECT
    papers.*,
    CASE WHEN gross > net + shipping THEN CAST(gross AS DOUBLE) ELSE (net + shipping) * gross_share END AS worth
  FROM papers
),
invoice_of AS (SELECT parent_id, min(document_id) AS invoice_id FROM fact.documents WHERE kind = 'invoice' GROUP BY parent_id),
paid_back AS (
  SELECT
    r.id, r.received_at, r.received_day, d.document_id, s.sale_id, r.currency,
    coalesce(r.is_goodwill, false) AS is_goodwill,
    -- Some sources write it with a minus.
    abs(r.amount) AS amount,
    CASE WHEN d.gross > 0 AND d.net <= d.gross THEN CAST(d.net AS DOUBLE) / d.gross ELSE 1 END AS net_share,
    CASE WHEN d.gross > 0 AND d.net + d.shipping <= d.gross THEN CAST(d.shipping AS DOUBLE) / d.gross ELSE 0 END AS shipping_share,
    -- Who pays for a return pays no more than that, whatever the taxes say.
    CASE WHEN p.currency = r.currency AND p.worth < abs(r.amount) THEN p.worth ELSE CAST(abs(r.amount) AS DOUBLE) END AS worth,
    sale.shipping * s.gross_share AS sale_shipping,
    s.gross_share
  FROM payment r
  LEFT JOIN fact.documents own ON own.document_id = r.document_id
  -- What is paid back of an order that does not count belongs to its invoice, which may.
  LEFT JOIN invoice_of i ON i.parent_id = CASE WHEN own.document_id IS NULL THEN r.document_id END
  LEFT JOIN fact.documents d ON d.document_id = coalesce(own.document_id, i.invoice_id)
  LEFT JOIN fact.document_sales s ON s.document_id = d.document_id
  LEFT JOIN fact.documents sale ON sale.document_id = s.sale_id
  LEFT JOIN owed p ON p.document_id = d.document_id
  WHERE r.kind IN ('refund', 'chargeback') AND coalesce(r.status, 'succeeded') = 'succeeded'
    AND (r.document_id IS NULL OR d.document_id IS NOT NULL)
),
told AS (
  SELECT
    document_id AS id, kind, teller, issued_at AS at_moment, issued_day AS at_day, sale_id, document_id, currency,
    worth, net, shipping, CAST(0 AS DOUBLE) AS sale_shipping, gross_share
  FROM owed
  UNION ALL
  SELECT
    id, 'refund', 3, received_at, received_day, sale_id, document_id, currency,
    worth,
    CAST(round(amount * net_share, 0) AS BIGINT),
    CAST(round(amount * shipping_share, 0) AS BIGINT),
    sale_shipping, gross_share
  FROM paid_back
  WHERE sale_id IS NOT NULL AND NOT is_goodwill
),
ordered AS (
  SELECT
    told.*,
    row_number() OVER (PARTITION BY sale_id ORDER BY at_day, coalesce(at_moment, CAST(at_day AS TIMESTAMP)), teller, id) AS place,
    min(CASE WHEN worth IS NOT NULL THEN teller END) OVER (PARTITION BY sale_id) AS best_teller,
    count(worth) OVER (PARTITION BY sale_id) > count(worth) OVER (PARTITION BY sale_id, teller) AS others_tell,
    min(CASE WHEN worth IS NOT NULL THEN currency END) OVER (PARTITION BY sale_id, teller) AS currency_of_teller
  FROM told
),
-- What cannot be compared because of its currency is taken to be the same thing told again.
compared AS (
  SELECT o.*, min(CASE WHEN o.teller = o.best_teller THEN o.currency_of_teller END) OVER (PARTITION BY o.sale_id) AS sale_currency
  FROM ordered o
),
sums AS (
  SELECT
    c.*,
    sum(CASE WHEN teller = 1 THEN worth ELSE 0 END) OVER chain AS returned,
    sum(CASE WHEN teller = 2 THEN worth ELSE 0 END) OVER chain AS credited,
    sum(CASE WHEN teller = 3 THEN worth ELSE 0 END) OVER chain AS repaid
  FROM compared c
  WHERE teller = best_teller OR worth IS NULL OR coalesce(currency, '') = coalesce(sale_currency, '')
  WINDOW chain AS (PARTITION BY sale_id, currency ORDER BY place ROWS UNBOUNDED PRECEDING)
),
known AS (
  SELECT sums.*, greatest(coalesce(returned, 0), coalesce(credited, 0), coalesce(repaid, 0)) AS given
  FROM sums
),
added AS (
  SELECT
    known.*,
    given - coalesce(lag(given) OVER (PARTITION BY sale_id, currency ORDER BY place), 0) AS added
  FROM known
)
SELECT
  id AS give_back_id,
  kind,
  at_moment AS given_at,
  at_day AS given_day,
  sale_id,
  document_id,
  CASE
    WHEN worth IS NULL OR added >= worth THEN net
    -- What is paid back beyond the goods, and no more than the shipping of the sale, is the shipping.
    WHEN teller = 3 AND added <= sale_shipping THEN 0
    ELSE CAST(round(net * added / worth, 0) AS BIGINT)
  END AS net,
  CASE
    WHEN worth IS NULL OR added >= worth THEN shipping
    WHEN teller = 3 AND added <= sale_shipping THEN CAST(round(added / gross_share, 0) AS BIGINT)
    ELSE CAST(round(shipping * added / worth, 0) AS BIGINT)
  END AS shipping,
  currency
FROM added
-- The value of what another one tells is known after all.
WHERE (worth IS NULL AND NOT others_tell) OR added >= 1
UNION ALL
-- Out of goodwill nothing came back, so nobody else tells of it.
SELECT
  id, 'refund', received_at, received_day, sale_id, document_id,
  CAST(round(amount * net_share, 0) AS BIGINT),
  CAST(round(amount * shipping_share, 0) AS BIGINT),
  currency
FROM paid_back
WHERE sale_id IS NULL OR is_goodwill
