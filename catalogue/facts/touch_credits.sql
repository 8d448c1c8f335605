/*
fact: touch_credits
row: the part of one conversion (first payment of a customer, a sale or won deal, or what was given back of one) that a model gives to one touch; without touches it stays unattributed
refresh_by: customer
columns:
  conversion_id: { kind: text }
  conversion:    { kind: text, meaning: "customer (its first payment), sale (an order or invoice), give_back (of a sale, at its own date, by the touches of the sale), booking (a won deal) or booking_back (of a won deal that was opened again or lost after all, by the touches of the win)" }
  is_usual:      { kind: boolean, meaning: "a sale or what was given back of one; of a company without any sales its bookings" }
  model:         { kind: text, meaning: "last_non_direct, first, last, linear, u_shape, w_shape, full_path, time_decay or simple_decay" }
  lookback_from: { kind: integer, meaning: "the credits hold when touches of so many days count, or of more" }
  lookback_to:   { kind: integer, meaning: "up to so many: 7, 14, 30, 60, 90 or 180; then another touch joins the path" }
  converted_at:  { kind: instant }
  credit:        { kind: decimal, meaning: "0 to 1; those of one conversion and model add up to exactly 1" }
  amount:        { kind: money, currency: currency, meaning: "the touch's part of the sale; parts add up to its value to the last minor unit" }
  currency:      { kind: text, dimension: currency }
  is_attributed: { kind: boolean }
  is_paid:       { kind: boolean, meaning: the touch came by a channel on which ads were paid within 90 days of it }
  customer_id:   { kind: text, dimension: customer }
  channel:       { kind: text, dimension: channel }
  campaign:      { kind: text, dimension: campaign }
  segment:       { kind: text, dimension: segment }
  country:       { kind: text, dimension: country }
  source:        { kind: text, dimension: source }
*/
WITH conversions AS (
  SELECT
    customer_id || ' first' AS conversion_id, 'customer' AS conversion, customer_id,
    first_paid_at AS converted_at, first_paid_day AS converted_day,
    CAST(NULL AS BIGINT) AS amount, CAST(NULL AS VARCHAR) AS currency, segment, country, source,
    first_paid_at AS won_at, first_paid_day AS won_day
  FROM fact.customers
  WHERE first_paid_day IS NOT NULL
  UNION ALL
  SELECT
    entry_id, 'sale', customer_id, booked_at, booked_day, net, currency, segment, country, source, booked_at, booked_day
  FROM fact.revenue_entries
  WHERE kind IN ('order', 'invoice') AND net IS NOT NULL
  UNION ALL
  -- What was given back is taken from the touches that the sale was credited to.
  SELECT
    b.entry_id, 'give_back', coalesce(s.customer_id, b.customer_id), b.booked_at, b.booked_day, b.net, b.currency,
    b.segment, b.country, b.source, s.booked_at, s.booked_day
  FROM fact.revenue_entries b
  LEFT JOIN fact.revenue_entries s ON s.entry_id = b.sale_id AND s.kind IN ('order', 'invoice')
  WHERE b.kind NOT IN ('order', 'invoice') AND b.net IS NOT NULL
  UNION ALL
  SELECT
    booking_id, CASE WHEN is_back THEN 'booking_back' ELSE 'booking' END, customer_id, booked_at, booked_day, amount, currency,
    segment, country, source, won_at, won_day
  FROM fact.bookings
  WHERE amount IS NOT NULL
),
habit AS (SELECT count(CASE WHEN conversion = 'sale' THEN 1 END) AS sales FROM conversions),
touches AS (
  SELECT
    touch_id, customer_id, occurred_at, occurred_day,
    coalesce(occurred_at, CAST(occurred_day AS TIMESTAMP)) AS moment,
    channel, campaign
  FROM fact.customer_touches
),
-- When the customer became a lead and when a deal was opened: the middle posts of the longer models.
lead_day AS (SELECT customer_id, min(created_day) AS day FROM fact.leads WHERE customer_id IS NOT NULL GROUP BY customer_id),
deal_day AS (SELECT customer_id, min(created_day) AS day FROM fact.opportunities WHERE customer_id IS NOT NULL GROUP BY customer_id),
paths AS (
  SELECT
    c.conversion_id, c.conversion, t.touch_id, t.channel, t.campaign, t.moment, t.occurred_day,
    days_between(t.occurred_day, c.won_day) AS days_before,
    lower(coalesce(t.channel, '')) = 'direct' AS is_direct,
    -- What came after the conversion was no post on its way.
    CASE WHEN l.day <= c.won_day THEN l.day END AS lead_day,
    CASE WHEN d.day <= c.won_day THEN d.day END AS deal_day
  FROM conversions c
  JOIN touches t
    ON t.customer_id = c.customer_id
   AND t.occurred_day <= c.won_day
   AND t.occurred_day >= CAST(add_days(c.won_day, -180) AS DATE)
   AND (t.occurred_at IS NULL OR c.won_at IS NULL OR t.occurred_at <= c.won_at)
  LEFT JOIN lead_day l ON l.customer_id = c.customer_id
  LEFT JOIN deal_day d ON d.customer_id = c.customer_id
),
-- A path with one more touch gives every touch of it another weight, so each length is weighed by itself;
-- lengths that reach the same touches are one.
lengths AS (
  SELECT v.days, v.shorter
  FROM (VALUES (7, 0), (14, 7), (30, 14), (60, 30), (90, 60), (180, 90)) AS v(days, shorter)
),
reached AS (
  SELECT conversion_id, min(days) AS lookback_from, max(days) AS lookback_to
  FROM (
    SELECT p.conversion_id, l.days, count(*) AS touches
    FROM paths p
    JOIN lengths l ON p.days_before <= l.days
    GROUP BY p.conversion_id, l.days
  ) counted
  GROUP BY conversion_id, touches
),
looked AS (
  SELECT p.*, r.lookback_from, r.lookback_to
  FROM paths p
  JOIN reached r ON r.conversion_id = p.conversion_id AND p.days_before <= r.lookback_from
),
placed AS (
  SELECT
    p.*,
    row_number() OVER (PARTITION BY conversion_id, lookback_from ORDER BY occurred_day, moment, touch_id) AS place,
    row_number() OVER (PARTITION BY conversion_id, lookback_from ORDER BY occurred_day DESC, moment DESC, touch_id DESC) AS place_back,
    row_number() OVER (PARTITION BY conversion_id, lookback_from ORDER BY is_direct, occurred_day DESC, moment DESC, touch_id DESC) AS place_back_indirect,
    count(*) OVER (PARTITION BY conversion_id, lookback_from) AS touches,
    -- The touch of a post is the last one up to its day.
    row_number() OVER (
      PARTITION BY conversion_id, lookback_from
      ORDER BY CASE WHEN occurred_day <= lead_day THEN 0 ELSE 1 END, occurred_day DESC, moment DESC, touch_id DESC
    ) = 1 AND coalesce(occurred_day <= lead_day, false) AS is_lead_touch,
    row_number() OVER (
      PARTITION BY conversion_id, lookback_from
      ORDER BY CASE WHEN occurred_day <= deal_day THEN 0 ELSE 1 END, occurred_day DESC, moment DESC, touch_id DESC
    ) = 1 AND coalesce(occurred_day <= deal_day, false) AS is_deal_touch
  FROM looked p
),
-- A touch holds every post that falls on it; the middle shares among touches without any post.
posts AS (
  SELECT
    placed.*,
    CASE WHEN place = 1 THEN 1 ELSE 0 END AS first_post,
    CASE WHEN is_lead_touch THEN 1 ELSE 0 END AS lead_post,
    CASE WHEN is_deal_touch THEN 1 ELSE 0 END AS deal_post,
    CASE WHEN place_back = 1 THEN 1 ELSE 0 END AS last_post
  FROM placed
),
weighed AS (
  SELECT
    posts.*,
    count(CASE WHEN first_post + lead_post = 0 THEN 1 END) OVER (PARTITION BY conversion_id, lookback_from) AS u_middles,
    count(CASE WHEN first_post + lead_post + deal_post = 0 THEN 1 END) OVER (PARTITION BY conversion_id, lookback_from) AS w_middles,
    count(CASE WHEN first_post + lead_post + deal_post + last_post = 0 THEN 1 END) OVER (PARTITION BY conversion_id, lookback_from) AS full_middles
  FROM posts
),
weights AS (
  SELECT w.conversion_id, w.lookback_from, w.lookback_to, w.touch_id, w.occurred_day, w.channel, w.campaign, m.model,
    CAST(CASE m.model
      WHEN 'last_non_direct' THEN CASE WHEN w.place_back_indirect = 1 THEN 1 ELSE 0 END
      WHEN 'first' THEN first_post
      WHEN 'last' THEN last_post
      WHEN 'linear' THEN 1
      WHEN 'u_shape' THEN 0.40 * (first_post + lead_post) + CASE WHEN first_post + lead_post = 0 THEN 0.20 / u_middles ELSE 0 END
      WHEN 'w_shape' THEN 0.30 * (first_post + lead_post + deal_post) + CASE WHEN first_post + lead_post + deal_post = 0 THEN 0.10 / w_middles ELSE 0 END
      WHEN 'full_path' THEN 0.225 * (first_post + lead_post + deal_post + last_post) + CASE WHEN first_post + lead_post + deal_post + last_post = 0 THEN 0.10 / full_middles ELSE 0 END
      ELSE k.weight
    END AS DOUBLE) AS weight
  FROM weighed w
  CROSS JOIN (VALUES ('last_non_direct'), ('first'), ('last'), ('linear'), ('u_shape'), ('w_shape'), ('full_path'), ('time_decay'), ('simple_decay')) AS m(model)
  -- The simple decay halves with every touch, as if they lay a week apart; beyond the thirteenth it no longer matters.
  LEFT JOIN fact.half_lives k ON k.days = CASE m.model WHEN 'simple_decay' THEN least(7 * (w.place_back - 1), 84) ELSE w.days_before END
),
shared AS (
  SELECT
    w.*,
    w.weight / sum(w.weight) OVER (PARTITION BY w.conversion_id, w.lookback_from, w.model) AS share,
    row_number() OVER (PARTITION BY w.conversion_id, w.lookback_from, w.model ORDER BY w.weight DESC, w.touch_id) AS by_size
  FROM weights w
  WHERE w.weight > 0
),
rounded AS (
  SELECT shared.*, CAST(floor(share * 1000000) AS BIGINT) AS millionths FROM shared
),
-- Largest remainder, in millionths of the credit and in minor units of the amount.
credited AS (
  SELECT
    r.*,
    c.conversion, c.customer_id, c.converted_at, c.converted_day, c.amount, c.currency, c.segment, c.country, c.source,
    r.share * 1000000 - r.millionths AS credit_rest,
    1000000 - sum(r.millionths) OVER (PARTITION BY r.conversion_id, r.lookback_from, r.model) AS credits_left,
    CAST(floor(r.share * abs(c.amount)) AS BIGINT) AS minor,
    r.share * abs(c.amount) - floor(r.share * abs(c.amount)) AS minor_rest
  FROM rounded r
  JOIN conversions c ON c.conversion_id = r.conversion_id
),
finished AS (
  SELECT
    credited.*,
    abs(amount) - sum(minor) OVER (PARTITION BY conversion_id, lookback_from, model) AS minors_left,
    row_number() OVER (PARTITION BY conversion_id, lookback_from, model ORDER BY round(credit_rest, 6) DESC, by_size) AS credit_turn,
    row_number() OVER (PARTITION BY conversion_id, lookback_from, model ORDER BY round(minor_rest, 6) DESC, by_size) AS minor_turn
  FROM credited
)
SELECT
  f.conversion_id, f.conversion,
  CASE WHEN habit.sales > 0 THEN f.conversion IN ('sale', 'give_back') ELSE f.conversion IN ('booking', 'booking_back') END AS is_usual,
  f.model, f.lookback_from, f.lookback_to, f.converted_at, f.converted_day,
  CAST((f.millionths + CASE WHEN f.credit_turn <= f.credits_left THEN 1 ELSE 0 END) / 1000000.0 AS DECIMAL(18, 6)) AS credit,
  CASE WHEN f.amount < 0 THEN -1 ELSE 1 END * (f.minor + CASE WHEN f.minor_turn <= f.minors_left THEN 1 ELSE 0 END) AS amount,
  f.currency,
  true AS is_attributed,
  a.channel IS NOT NULL AS is_paid,
  f.customer_id, f.channel, f.campaign, f.segment, f.country, f.source
FROM finished f
CROSS JOIN habit
LEFT JOIN fact.paid_channels a ON a.channel = f.channel AND a.day = f.occurred_day
UNION ALL
SELECT
  c.conversion_id, c.conversion,
  CASE WHEN habit.sales > 0 THEN c.conversion IN ('sale', 'give_back') ELSE c.conversion IN ('booking', 'booking_back') END,
  m.model, 7, coalesce(l.shorter, 180), c.converted_at, c.converted_day,
  CAST(1 AS DECIMAL(18, 6)), c.amount, c.currency, false, false,
  c.customer_id, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), c.segment, c.country, c.source
FROM conversions c
CROSS JOIN habit
CROSS JOIN (VALUES ('last_non_direct'), ('first'), ('last'), ('linear'), ('u_shape'), ('w_shape'), ('full_path'), ('time_decay'), ('simple_decay')) AS m(model)
LEFT JOIN (SELECT conversion_id, min(lookback_from) AS first_length FROM reached GROUP BY conversion_id) r
  ON r.conversion_id = c.conversion_id
LEFT JOIN lengths l ON l.days = r.first_length
WHERE coalesce(l.shorter, 180) > 0
