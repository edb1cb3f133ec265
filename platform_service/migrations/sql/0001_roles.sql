-- Row-level security, forced (the owner too). The company is set for each transaction: set_config('app.company_id', …,
-- true); unset means no rows. '*' means every company and counts for the system and the owner, never for customers.

CREATE FUNCTION app_sees(company text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT company = current_setting('app.company_id', true)
$$;

CREATE FUNCTION app_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('app.company_id', true), '') = '*'
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['companies', 'addresses', 'artworks', 'orders', 'order_lines', 'order_statuses', 'shipments',
        'quotes', 'changes', 'change_steps', 'order_postings', 'ledger', 'audit_entries', 'audit_personal', 'receipts',
        'reviews', 'escalations', 'idempotency_keys', 'users']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_company ON %I USING (app_sees(company_id))', name);
        EXECUTE format('CREATE POLICY every_company ON %I TO app_system, CURRENT_USER USING (app_sees_all())', name);
    END LOOP;
END $$;

-- Who signs in is looked up before the company is known.
CREATE POLICY oneself ON users FOR SELECT USING (user_id = current_setting('app.user_id', true));

GRANT SELECT ON ALL TABLES IN SCHEMA public TO app_customer, app_system;
REVOKE SELECT ON webhooks_seen, watermarks FROM app_customer;

GRANT INSERT ON addresses, artworks, order_lines, order_statuses, quotes, holds, changes, change_steps, order_postings,
    ledger, audit_entries, audit_personal, receipts, reviews, escalations, idempotency_keys TO app_customer, app_system;
GRANT UPDATE ON addresses, stock, holds, orders, order_lines, quotes, changes, change_steps, reviews, escalations,
    idempotency_keys
    TO app_customer, app_system;
GRANT DELETE ON holds, order_lines, idempotency_keys TO app_customer, app_system;

GRANT INSERT ON orders, shipments, webhooks_seen, watermarks TO app_system;
GRANT UPDATE ON shipments, watermarks, users, receipts TO app_system;
GRANT DELETE ON order_postings, audit_personal, webhooks_seen TO app_system;

-- Jobs are enqueued in the business transaction by whoever runs it, and carried out by the system.
GRANT INSERT ON procrastinate_jobs, procrastinate_events TO app_customer;
GRANT ALL ON procrastinate_jobs, procrastinate_events, procrastinate_workers, procrastinate_periodic_defers TO app_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app_customer, app_system;
