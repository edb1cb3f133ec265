-- A person's name can be erased from the statuses of orders; everything else of them only grows, as before.
DROP TRIGGER only_grows ON order_statuses;
CREATE TRIGGER only_grows BEFORE DELETE OR TRUNCATE ON order_statuses EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_names_are_erased BEFORE UPDATE OF entry_id, order_id, company_id, status, at, actor_type
    ON order_statuses EXECUTE FUNCTION only_grows();
GRANT UPDATE (actor_name) ON order_statuses TO app_system;
