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
  responded_at:  { kind: instant, meaning: the response noted with the message }
  answered_at:   { kind: instant, meaning: "the first response, noted with the message or a touch of its own" }
  is_touched:    { kind: boolean, meaning: "a click, form, reply or call of its own tells of the response noted with the message" }
  contact_key:   { kind: text, meaning: "one contact of one campaign, named as in campaign_contacts" }
  customer_id:   { kind: text, dimension: customer }
  channel:       { kind: text, dimension: channel }
  campaign:      { kind: text, dimension: campaign }
  segment:       { kind: text, dimension: segment }
  country:       { kind: text, dimension: country }
  variant:       { kind: text, dimension: variant }
  source:        { kind: text, dimension: source }
*/
WITH touches AS (
  SELECT
    t.campaign_id, coalesce(c.id, t.person_id) AS person, t.lead_id, coalesce(o.customer_id, t.organization_id) AS organization_id, t.occurred_day, t.occurred_at
  FROM touchpoint t
  LEFT JOIN customer_link k ON k.record_id = t.person_id
  LEFT JOIN customer c ON c.id = k.customer_id AND c.kind = 'person'
  LEFT JOIN customer_link o ON o.record_id = t.organization_id
  WHERE t.kind IN ('click', 'form', 'response', 'call') AND t.campaign_id IS NOT NULL AND NOT coalesce(t.is_bot, false)
),
contact_touches AS (
  SELECT campaign_id, 'person' AS kind, person AS contact_id, occurred_day, occurred_at FROM touches WHERE person IS NOT NULL
  UNION ALL
  SELECT campaign_id, 'lead', lead_id, occurred_day, occurred_at FROM touches WHERE lead_id IS NOT NULL
  UNION ALL
  SELECT campaign_id, 'organization', organization_id, occurred_day, occurred_at FROM touches WHERE organization_id IS NOT NULL
),
-- On a day on which a touch came without a time the moment stays unknown.
contact_days AS (
  SELECT
    campaign_id, kind, contact_id, occurred_day,
    CASE WHEN count(*) = count(occurred_at) THEN min(occurred_at) END AS occurred_at
  FROM contact_touches
  GROUP BY campaign_id, kind, contact_id, occurred_day
),
touched AS (
  SELECT
    s.id,
    min(CASE WHEN c.occurred_day >= s.sent_day THEN c.occurred_day END) AS first_day,
    min(CASE WHEN c.occurred_day >= s.sent_day THEN c.occurred_at END) AS first_at,
    min(CASE WHEN c.occurred_day >= s.sent_day AND c.occurred_at IS NOT NULL THEN c.occurred_day END) AS first_timed_day,
    -- What the tool that sends notes in its own zone may lie on the day beside; a later touch is another response.
    bool_or(abs(days_between(c.occurred_day, s.responded_day)) <= 1) AS tells_the_noted_one
  FROM campaign_send s
  JOIN fact.send_recipients r ON r.send_id = s.id
  JOIN contact_days c ON c.campaign_id = s.campaign_id AND c.kind = r.kind AND c.contact_id = r.contact_id
  GROUP BY s.id
)
SELECT
  s.id AS send_id,
  s.sent_at,
  s.sent_day,
  r.recipient_key,
  coalesce(s.delivered, true) AS is_delivered,
  coalesce(s.responded_day, b.first_day) IS NOT NULL AS has_responded,
  s.responded_at,
  s.responded_day,
  CASE
    WHEN s.responded_day < coalesce(b.first_day, DATE '9999-12-31') THEN s.responded_at
    WHEN b.first_day < coalesce(s.responded_day, DATE '9999-12-31') THEN CASE WHEN b.first_timed_day = b.first_day THEN b.first_at END
    WHEN s.responded_at IS NOT NULL AND b.first_timed_day = b.first_day THEN least(s.responded_at, b.first_at)
  END AS answered_at,
  CASE WHEN b.first_day < coalesce(s.responded_day, DATE '9999-12-31') THEN b.first_day ELSE s.responded_day END AS answered_day,
  coalesce(b.tells_the_noted_one, false) AS is_touched,
  s.campaign_id || ' ' || coalesce(r.contact_id, lower(s.recipient), s.id) AS contact_key,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  coalesce(s.channel, g.channel) AS channel,
  g.name AS campaign,
  l.segment,
  l.country,
  coalesce(s.variant, l.variant) AS variant,
  s.source_id AS source
FROM campaign_send s
JOIN fact.send_recipients r ON r.send_id = s.id
LEFT JOIN touched b ON b.id = s.id
LEFT JOIN campaign g ON g.id = s.campaign_id
LEFT JOIN customer_link o ON o.record_id = r.organization_id
LEFT JOIN customer_link p ON p.record_id = r.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
WHERE NOT coalesce(l.is_test, false)
