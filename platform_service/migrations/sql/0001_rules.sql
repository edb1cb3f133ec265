-- Invariants that SQL can state beyond constraints: the sums of an order, the arrows of its status, trails that only grow.

CREATE FUNCTION order_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted text := CASE WHEN TG_OP = 'DELETE' THEN OLD.order_id ELSE NEW.order_id END;
    sums record;
BEGIN
    SELECT o.goods, o.pieces, o.fees, o.credits, l.goods AS line_goods, l.pieces AS line_pieces,
           p.fees AS posted_fees, p.credits AS posted_credits
      INTO sums
      FROM orders o
     CROSS JOIN LATERAL (SELECT coalesce(sum(quantity * unit_price), 0) AS goods, coalesce(sum(quantity), 0) AS pieces
                           FROM order_lines WHERE order_id = o.order_id) l
     CROSS JOIN LATERAL (SELECT coalesce(sum(amount) FILTER (WHERE kind = 'fee'), 0) AS fees,
                                coalesce(sum(amount) FILTER (WHERE kind = 'credit'), 0) AS credits
                           FROM order_postings WHERE order_id = o.order_id) p
     WHERE o.order_id = wanted;
    IF FOUND AND (sums.goods <> sums.line_goods OR sums.pieces <> sums.line_pieces
                  OR sums.fees <> sums.posted_fees OR sums.credits <> sums.posted_credits) THEN
        RAISE EXCEPTION 'order % does not add up (I3)', wanted USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER order_adds_up AFTER INSERT OR UPDATE OF goods, pieces, fees, credits ON orders
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION order_adds_up();
CREATE CONSTRAINT TRIGGER lines_add_up AFTER INSERT OR UPDATE OF quantity, unit_price OR DELETE ON order_lines
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION order_adds_up();
CREATE CONSTRAINT TRIGGER postings_add_up AFTER INSERT OR UPDATE OR DELETE ON order_postings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION order_adds_up();

-- I7. The only way back from CANCELLED is the reversal of that cancellation, which says so for its transaction.
CREATE FUNCTION status_follows_arrows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status, NEW.status) IN (
        ('CREATED', 'APPROVED'), ('APPROVED', 'IN_PRODUCTION'), ('IN_PRODUCTION', 'READY_TO_SHIP'),
        ('READY_TO_SHIP', 'SHIPPED'), ('SHIPPED', 'DELIVERED'), ('DELIVERED', 'RETURNED'),
        ('CREATED', 'CANCELLED'), ('APPROVED', 'CANCELLED'), ('IN_PRODUCTION', 'CANCELLED')) THEN
        RETURN NEW;
    END IF;
    IF OLD.status = 'CANCELLED' AND current_setting('app.reversing', true) = NEW.order_id THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'order % cannot go from % to % (I7)', OLD.order_id, OLD.status, NEW.status
        USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER status_follows_arrows BEFORE UPDATE OF status ON orders
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION status_follows_arrows();

CREATE FUNCTION version_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'order % cannot go from version % to %', OLD.order_id, OLD.version, NEW.version
        USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER version_only_grows BEFORE UPDATE OF version ON orders
    FOR EACH ROW WHEN (NEW.version NOT IN (OLD.version, OLD.version + 1)) EXECUTE FUNCTION version_only_grows();

CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON order_statuses EXECUTE FUNCTION only_grows();

-- A used quote stays used, a released one released.
CREATE FUNCTION quote_is_spent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'quote % is % already (I1)', OLD.quote_id, OLD.status USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER quote_is_spent BEFORE UPDATE OF status ON quotes
    FOR EACH ROW WHEN (OLD.status <> 'open' AND NEW.status <> OLD.status) EXECUTE FUNCTION quote_is_spent();
