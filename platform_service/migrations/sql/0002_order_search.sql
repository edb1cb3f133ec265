-- GET /orders?q= finds few orders among many: every end of an order's id is a term, and a line knows its order's age.
-- Plain B-trees, because row-level security lets only leakproof comparisons into an index: LIKE, @@ and @> are not.

SELECT set_config('app.company_id', '*', true);

CREATE TABLE order_terms (
    company_id text NOT NULL,
    term text COLLATE "C" NOT NULL,
    ordered_at timestamptz NOT NULL,
    order_id text NOT NULL,
    PRIMARY KEY (company_id, term, order_id) INCLUDE (ordered_at)
);

CREATE FUNCTION order_becomes_findable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO order_terms (company_id, term, ordered_at, order_id)
    SELECT o.company_id, substr(lower(o.order_id), n), o.created_at, o.order_id
      FROM arrived o, generate_series(1, length(lower(o.order_id))) AS n;
    RETURN NULL;
END $$;

CREATE TRIGGER order_becomes_findable AFTER INSERT ON orders REFERENCING NEW TABLE AS arrived
    FOR EACH STATEMENT EXECUTE FUNCTION order_becomes_findable();
ALTER TABLE orders ENABLE ALWAYS TRIGGER order_becomes_findable;

INSERT INTO order_terms (company_id, term, ordered_at, order_id)
SELECT o.company_id, substr(lower(o.order_id), n), o.created_at, o.order_id
  FROM orders o, generate_series(1, length(lower(o.order_id))) AS n;

ALTER TABLE order_lines ADD COLUMN ordered_at timestamptz;
UPDATE order_lines l SET ordered_at = o.created_at FROM orders o WHERE o.order_id = l.order_id;
ALTER TABLE order_lines ALTER COLUMN ordered_at SET NOT NULL;

CREATE FUNCTION line_knows_its_age() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT created_at INTO NEW.ordered_at FROM orders WHERE order_id = NEW.order_id;
    RETURN NEW;
END $$;

CREATE TRIGGER line_knows_its_age BEFORE INSERT ON order_lines
    FOR EACH ROW WHEN (NEW.ordered_at IS NULL) EXECUTE FUNCTION line_knows_its_age();
ALTER TABLE order_lines ENABLE ALWAYS TRIGGER line_knows_its_age;

CREATE INDEX lines_of_company_by_sku ON order_lines (company_id, sku, ordered_at DESC, order_id DESC);
CREATE INDEX lines_by_sku ON order_lines (sku, ordered_at DESC, order_id DESC);

ALTER TABLE order_terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE order_terms FORCE ROW LEVEL SECURITY;
CREATE POLICY own_company ON order_terms USING (app_sees(company_id));
CREATE POLICY every_company ON order_terms TO app_system, CURRENT_USER USING (app_sees_all());
GRANT SELECT ON order_terms TO app_customer, app_system;
GRANT INSERT ON order_terms TO app_system;
