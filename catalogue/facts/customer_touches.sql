/*
fact: customer_touches
row: one time a customer came into contact with the company by itself, before or after it was known by name
refresh_by: customer
columns:
  touch_id:    { kind: text }
  occurred_at: { kind: instant }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
*/
WITH told AS (
  SELECT
    t.id, t.visitor_id, t.occurred_at, t.occurred_day, t.campaign_id, t.channel,
    coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
    -- A shown advertisement was not asked for, and an event that reaches a goal is what a touch leads to.
    t.kind <> 'impression' AND (t.kind <> 'event' OR t.goal IS NULL)
      AND (t.channel IS NOT NULL OR t.campaign_id IS NOT NULL) AS is_touch
  FROM touchpoint t
  LEFT JOIN lead i ON i.id = t.lead_id
  LEFT JOIN customer_link o ON o.record_id = coalesce(t.organization_id, i.organization_id)
  LEFT JOIN customer_link p ON p.record_id = coalesce(t.person_id, i.person_id)
  WHERE NOT coalesce(t.is_bot, false)
),
-- Who gives a name once was the same visitor before; a device of several customers tells nothing. Somebody who only
-- tested there is none.
visitors AS (
  SELECT t.visitor_id, min(t.customer_id) AS customer_id
  FROM told t
  JOIN customer c ON c.id = t.customer_id
  WHERE t.visitor_id IS NOT NULL AND NOT coalesce(c.is_test, false)
  GROUP BY t.visitor_id
  HAVING min(t.customer_id) = max(t.customer_id)
),
touched AS (
  SELECT
    t.id AS touch_id, t.occurred_at, t.occurred_day, t.campaign_id, t.channel,
    coalesce(t.customer_id, v.customer_id) AS customer_id
  FROM told t
  LEFT JOIN visitors v ON v.visitor_id = t.visitor_id
  WHERE t.is_touch AND coalesce(t.customer_id, v.customer_id) IS NOT NULL
),
-- A response noted with a message is a touch, unless there is one of its own for it.
answered AS (
  SELECT
    s.id AS touch_id, s.responded_at, s.responded_day, s.campaign_id, s.channel,
    coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id
  FROM campaign_send s
  JOIN fact.send_recipients r ON r.send_id = s.id
  LEFT JOIN lead i ON i.id = r.lead_id
  LEFT JOIN customer_link o ON o.record_id = coalesce(r.organization_id, i.organization_id)
  LEFT JOIN customer_link p ON p.record_id = coalesce(r.person_id, i.person_id)
  WHERE s.responded_day IS NOT NULL
),
told_by_touch AS (
  SELECT DISTINCT a.touch_id
  FROM answered a
  JOIN touched t ON t.customer_id = a.customer_id AND t.campaign_id = a.campaign_id
  WHERE abs(days_between(t.occurred_day, a.responded_day)) <= 1
),
all_touches AS (
  SELECT touch_id, occurred_at, occurred_day, campaign_id, channel, customer_id FROM touched
  UNION ALL
  SELECT a.touch_id, a.responded_at, a.responded_day, a.campaign_id, a.channel, a.customer_id
  FROM answered a
  LEFT JOIN told_by_touch b ON b.touch_id = a.touch_id
  WHERE a.customer_id IS NOT NULL AND b.touch_id IS NULL
)
SELECT
  a.touch_id,
  a.occurred_at,
  a.occurred_day,
  a.customer_id,
  coalesce(a.channel, g.channel) AS channel,
  g.name AS campaign
FROM all_touches a
LEFT JOIN campaign g ON g.id = a.campaign_id
