/*
fact: campaign_sends
row: one message of a campaign to one recipient, with the first response to it
refresh_by: campaign
columns:
  send_id:       { kind: text }
  sent_at:       { kind: instant }
  recipient_key: { kind: text, meaning: one recipient of one campaign; a reminder is the same recipient }
  is_delivered:  { kind: boolean, meaning: "false when it bounced" }
  has_responded: { kind: boolean, meaning: "click, form, reply or call; an opened message is none" }
  customer_id:   { kind: text, dimension: customer }
  channel:       { kind: text, dimension: channel }
  campaign:      { kind: text, dimension: campaign }
  segment:       { kind: text, dimension: segment }
  country:       { kind: text, dimension: country }
  source:        { kind: text, dimension: source }
*/
WITH contacts AS (
  SELECT campaign_id, coalesce(person_id, lead_id) AS contact_id, max(occurred_day) AS last_day
  FROM touchpoint
  WHERE kind IN ('click', 'form', 'response', 'call') AND campaign_id IS NOT NULL
    AND coalesce(person_id, lead_id) IS NOT NULL AND NOT coalesce(is_bot, false)
  GROUP BY campaign_id, coalesce(person_id, lead_id)
)
SELECT
  s.id AS send_id,
  s.sent_at,
  s.sent_day,
  s.campaign_id || ' ' || coalesce(s.recipient, s.person_id, s.lead_id, s.organization_id, s.id) AS recipient_key,
  coalesce(s.delivered, true) AS is_delivered,
  s.responded_day IS NOT NULL OR coalesce(c.last_day >= s.sent_day, false) AS has_responded,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  coalesce(s.channel, g.channel) AS channel,
  g.name AS campaign,
  l.segment,
  l.country,
  s.source_id AS source
FROM campaign_send s
LEFT JOIN contacts c ON c.campaign_id = s.campaign_id AND c.contact_id = coalesce(s.person_id, s.lead_id)
LEFT JOIN campaign g ON g.id = s.campaign_id
LEFT JOIN customer_link o ON o.record_id = s.organization_id
LEFT JOIN customer_link p ON p.record_id = s.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
WHERE NOT coalesce(l.is_test, false)
