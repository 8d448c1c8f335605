/*
fact: subscription_losses
row: a subscriber stopped paying altogether, with the reason the billing system gives
refresh_by: customer
columns:
  customer_id:    { kind: text, dimension: customer }
  lost_at:        { kind: instant }
  is_involuntary: { kind: boolean, meaning: "a payment failed; the customer did not cancel" }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  owner:          { kind: text, dimension: owner }
  source:         { kind: text, dimension: source }
*/
WITH ends AS (
  SELECT
    coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
    s.ended_day,
    s.end_reason
  FROM subscription s
  LEFT JOIN customer_link o ON o.record_id = s.organization_id
  LEFT JOIN customer_link p ON p.record_id = s.person_id
  WHERE s.end_reason IS NOT NULL
)
SELECT
  a.customer_id, a.to_at AS lost_at, a.to_day AS lost_day,
  -- A subscription that waited for money ends in the books some time after it stopped counting.
  coalesce(bool_or(e.end_reason = 'involuntary'), false) AS is_involuntary,
  a.channel, a.campaign, a.segment, a.country, a.owner, a.source
FROM fact.customer_activity a
LEFT JOIN ends e
  ON e.customer_id = a.customer_id
 AND (e.ended_day IS NULL OR (e.ended_day >= a.to_day AND e.ended_day <= CAST(add_days(a.to_day, 60) AS DATE)))
WHERE a.basis = 'subscription' AND a.to_day IS NOT NULL
GROUP BY a.customer_id, a.to_at, a.to_day, a.channel, a.campaign, a.segment, a.country, a.owner, a.source
