/*
fact: campaign_contacts
row: one response to a campaign by a known or anonymous contact, by click, form, reply or call, or noted with the message that was sent
refresh_by: campaign
columns:
  touch_id:    { kind: text }
  occurred_at: { kind: instant }
  contact_key: { kind: text, meaning: one contact of one campaign }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  source:      { kind: text, dimension: source }
*/
SELECT
  t.id AS touch_id,
  t.occurred_at,
  t.occurred_day,
  t.campaign_id || ' ' || coalesce(c.id, t.person_id, o.customer_id, t.organization_id, t.lead_id, t.visitor_id, t.id) AS contact_key,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  coalesce(t.channel, g.channel) AS channel,
  g.name AS campaign,
  l.segment,
  coalesce(t.country, l.country) AS country,
  t.source_id AS source
FROM touchpoint t
LEFT JOIN campaign g ON g.id = t.campaign_id
LEFT JOIN customer_link o ON o.record_id = t.organization_id
LEFT JOIN customer_link p ON p.record_id = t.person_id
LEFT JOIN customer c ON c.id = p.customer_id AND c.kind = 'person'
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
WHERE t.kind IN ('click', 'form', 'response', 'call') AND t.campaign_id IS NOT NULL
  AND NOT coalesce(t.is_bot, false) AND NOT coalesce(l.is_test, false)
UNION ALL
-- Where a touch of the same contact tells of the response, it is that one.
SELECT
  s.send_id, s.responded_at, s.responded_day, s.contact_key,
  s.customer_id, s.channel, s.campaign, s.segment, s.country, s.source
FROM fact.campaign_sends s
WHERE s.responded_day IS NOT NULL AND NOT s.is_touched
