/*
fact: web_contacts
row: one visit of a human to the site or a goal reached there, with the visitor and the visit it belongs to
refresh_by: visitor
columns:
  contact_id:   { kind: text }
  visitor_id:   { kind: text, meaning: the visitor; the contact itself where nobody knows }
  visit_number: { kind: integer, meaning: "place of the visit among those of the visitor, a goal has that of the visit before it; 0 where none is known" }
  is_visit:     { kind: boolean }
  variant:      { kind: text, dimension: variant, meaning: "the version seen in the visit, else the last one the visitor saw before" }
*/
WITH told AS (
  SELECT
    t.id, t.kind, t.goal, t.visitor_id, t.occurred_at, t.occurred_day, t.variant,
    coalesce(c.id, t.person_id, i.person_id) AS person,
    -- A goal of which only the day is known comes after the visits of that day, a visit before everything.
    CASE WHEN t.occurred_at IS NOT NULL THEN 1 WHEN t.kind = 'visit' THEN 0 ELSE 2 END AS part,
    CASE WHEN t.kind = 'visit' THEN 0 ELSE 1 END AS turn
  FROM touchpoint t
  LEFT JOIN lead i ON i.id = t.lead_id
  LEFT JOIN customer_link p ON p.record_id = coalesce(t.person_id, i.person_id)
  LEFT JOIN customer c ON c.id = p.customer_id AND c.kind = 'person'
  WHERE NOT coalesce(t.is_bot, false)
),
-- Who gives a name once was the same visitor before; a device of several people tells nothing.
named AS (
  SELECT visitor_id, min(person) AS person
  FROM told
  WHERE visitor_id IS NOT NULL AND person IS NOT NULL
  GROUP BY visitor_id
  HAVING min(person) = max(person)
),
-- A goal told by another system than the site names the person and not the visitor.
told_elsewhere AS (
  SELECT DISTINCT person FROM told WHERE visitor_id IS NULL AND goal IS NOT NULL AND kind <> 'visit' AND person IS NOT NULL
),
of_people AS (
  SELECT
    t.id, t.occurred_at, t.occurred_day, t.part, t.turn, e.person,
    coalesce(t.visitor_id, CASE WHEN t.kind = 'visit' THEN t.person END) AS visitor
  FROM told t
  LEFT JOIN named n ON n.visitor_id = t.visitor_id
  JOIN told_elsewhere e ON e.person = coalesce(t.person, n.person)
),
followed AS (
  SELECT
    id, person, visitor,
    count(visitor) OVER (
      PARTITION BY person ORDER BY occurred_day, part, occurred_at, turn, id ROWS UNBOUNDED PRECEDING
    ) AS place
  FROM of_people
),
latest AS (
  SELECT id, max(visitor) OVER (PARTITION BY person, place) AS visitor
  FROM followed
),
contacts AS (
  SELECT
    t.id, t.occurred_at, t.occurred_day, t.part, t.turn, t.variant,
    t.kind = 'visit' OR t.goal IS NOT NULL AS is_contact,
    coalesce(t.visitor_id, l.visitor, t.person, t.id) AS visitor
  FROM told t
  LEFT JOIN latest l ON l.id = t.id
  WHERE t.kind = 'visit' OR t.goal IS NOT NULL OR t.variant IS NOT NULL
),
numbered AS (
  SELECT
    contacts.*,
    sum(CASE WHEN turn = 0 THEN 1 ELSE 0 END) OVER chain AS visit_number,
    -- Counting what is filled numbers the groups in which the last version seen holds.
    count(variant) OVER chain AS variant_group
  FROM contacts
  WINDOW chain AS (PARTITION BY visitor ORDER BY occurred_day, part, occurred_at, turn, id ROWS UNBOUNDED PRECEDING)
),
seen AS (
  SELECT
    numbered.*,
    max(variant) OVER (PARTITION BY visitor, variant_group) AS variant_before,
    first_value(variant) OVER (
      PARTITION BY visitor, visit_number
      ORDER BY CASE WHEN variant IS NULL THEN 1 ELSE 0 END, occurred_day, part, occurred_at, turn, id
    ) AS variant_of_visit
  FROM numbered
)
SELECT
  id AS contact_id,
  visitor AS visitor_id,
  visit_number,
  turn = 0 AS is_visit,
  coalesce(variant, variant_of_visit, variant_before) AS variant
FROM seen
WHERE is_contact
