/*
fact: visit_goals
row: a goal a visitor reached in a visit, after it until the next one, or without any visit that is known; each time counts
refresh_by: visitor
columns:
  goal_id:     { kind: text }
  goal:        { kind: text, meaning: "lead, signup, customer or purchase" }
  visit_id:    { kind: text, meaning: the visit it belongs to; empty where none is known }
  visitor_id:  { kind: text }
  visited_at:  { kind: instant, meaning: beginning of the visit; empty where none is known }
  reached_at:  { kind: instant }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  country:     { kind: text, dimension: country }
  variant:     { kind: text, dimension: variant }
  device:      { kind: text, dimension: device }
  source:      { kind: text, dimension: source }
*/
SELECT
  t.id AS goal_id,
  t.goal,
  v.visit_id,
  w.visitor_id,
  v.started_at AS visited_at,
  v.started_day AS visited_day,
  t.occurred_at AS reached_at,
  t.occurred_day AS reached_day,
  coalesce(v.customer_id, o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  CASE WHEN v.visit_id IS NULL THEN coalesce(t.channel, g.channel) ELSE v.channel END AS channel,
  CASE WHEN v.visit_id IS NULL THEN g.name ELSE v.campaign END AS campaign,
  CASE WHEN v.visit_id IS NULL THEN t.country ELSE v.country END AS country,
  CASE WHEN v.visit_id IS NULL THEN coalesce(w.variant, l.variant) ELSE v.variant END AS variant,
  CASE WHEN v.visit_id IS NULL THEN t.device ELSE v.device END AS device,
  coalesce(v.source, t.source_id) AS source
FROM fact.web_contacts w
JOIN touchpoint t ON t.id = w.contact_id
LEFT JOIN fact.web_contacts f ON f.visitor_id = w.visitor_id AND f.visit_number = w.visit_number AND f.is_visit
LEFT JOIN fact.visits v ON v.visit_id = f.contact_id
LEFT JOIN customer_link o ON o.record_id = t.organization_id
LEFT JOIN customer_link p ON p.record_id = t.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN campaign g ON g.id = t.campaign_id
-- A visit that is known and does not count was of a test customer, and so is what it led to.
WHERE t.goal IS NOT NULL AND NOT coalesce(l.is_test, false) AND (f.contact_id IS NULL OR v.visit_id IS NOT NULL)
