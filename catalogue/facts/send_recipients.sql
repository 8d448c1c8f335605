/*
fact: send_recipients
row: one message of a campaign with who received it
refresh_by: campaign
columns:
  send_id:    { kind: text }
  kind:       { kind: text, meaning: "person, lead or organization; empty for an address that nobody has" }
  contact_id: { kind: text, meaning: "the person or the organization after duplicates are joined, or the lead" }
  person_id:  { kind: text }
  lead_id:    { kind: text }
  organization_id: { kind: text }
  recipient_key: { kind: text, meaning: one recipient of one campaign; a reminder is the same recipient }
*/
WITH person_mail AS (SELECT lower(email) AS email, min(id) AS person_id FROM person WHERE email IS NOT NULL GROUP BY lower(email)),
lead_mail AS (SELECT lower(email) AS email, min(id) AS lead_id FROM lead WHERE email IS NOT NULL GROUP BY lower(email)),
-- Whoever is known only by the address to which it was sent is looked up by it.
sent AS (
  SELECT
    s.id, s.campaign_id, s.organization_id, lower(s.recipient) AS address,
    coalesce(s.person_id, CASE WHEN coalesce(s.lead_id, s.organization_id) IS NULL THEN p.person_id END) AS person_id,
    coalesce(
      s.lead_id,
      CASE WHEN coalesce(s.person_id, s.organization_id) IS NULL AND p.person_id IS NULL THEN l.lead_id END
    ) AS lead_id
  FROM campaign_send s
  LEFT JOIN person_mail p ON p.email = lower(s.recipient)
  LEFT JOIN lead_mail l ON l.email = lower(s.recipient)
)
SELECT
  s.id AS send_id,
  CASE
    WHEN s.person_id IS NOT NULL THEN 'person'
    WHEN s.lead_id IS NOT NULL THEN 'lead'
    WHEN s.organization_id IS NOT NULL THEN 'organization'
  END AS kind,
  coalesce(c.id, s.person_id, s.lead_id, o.customer_id, s.organization_id) AS contact_id,
  s.person_id,
  s.lead_id,
  s.organization_id,
  s.campaign_id || ' ' || coalesce(s.address, c.id, s.person_id, s.lead_id, o.customer_id, s.organization_id, s.id) AS recipient_key
FROM sent s
LEFT JOIN customer_link k ON k.record_id = s.person_id
LEFT JOIN customer c ON c.id = k.customer_id AND c.kind = 'person'
LEFT JOIN customer_link o ON o.record_id = s.organization_id
