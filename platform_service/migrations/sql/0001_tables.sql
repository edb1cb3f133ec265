-- The system of record. Money is bigint cents, instants are timestamptz, dates are calendar days (UTC).

CREATE TABLE companies (
    company_id text PRIMARY KEY,
    name text NOT NULL
);

-- Staff (cx_agents, ops) belong to no company.
CREATE TABLE users (
    user_id text PRIMARY KEY,
    company_id text REFERENCES companies,
    name text NOT NULL,
    email text NOT NULL,
    groups text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX users_by_email ON users (lower(email));
CREATE INDEX users_by_company ON users (company_id);

-- A one-off address came with a change: orders may point at it, the company's book does not list it.
CREATE TABLE addresses (
    address_id text PRIMARY KEY,
    company_id text NOT NULL REFERENCES companies,
    label text,
    street text NOT NULL,
    city text NOT NULL,
    region text NOT NULL,
    postal_code text NOT NULL,
    country text NOT NULL,
    is_default boolean NOT NULL DEFAULT false,
    one_off boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX addresses_by_company ON addresses (company_id, created_at, address_id);

-- Vector files have no pixels and no dpi. Keys name files in the artwork store; seeded artworks have none.
CREATE TABLE artworks (
    artwork_id text PRIMARY KEY,
    company_id text NOT NULL REFERENCES companies,
    name text NOT NULL,
    file_type text NOT NULL,
    width_px integer,
    height_px integer,
    dpi integer,
    size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
    active boolean NOT NULL DEFAULT true,
    problems jsonb NOT NULL DEFAULT '[]',
    storage_key text,
    thumbnail_key text,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX artworks_by_company ON artworks (company_id, created_at, artwork_id);

-- The catalogue and the stock belong to no company. `position` keeps the catalogue's order.
CREATE TABLE products (
    product_id text PRIMARY KEY,
    name text NOT NULL,
    category text NOT NULL,
    base_price bigint NOT NULL CHECK (base_price >= 0),
    currency text NOT NULL DEFAULT 'USD',
    position integer NOT NULL
);

CREATE TABLE variants (
    sku text PRIMARY KEY,
    product_id text NOT NULL REFERENCES products,
    color text NOT NULL,
    size text NOT NULL,
    position integer NOT NULL
);
CREATE INDEX variants_of_product ON variants (product_id, position);

-- I2: committed = pieces of orders not yet shipped; holds of open quotes come on top (table holds).
CREATE TABLE stock (
    sku text PRIMARY KEY REFERENCES variants,
    on_hand bigint NOT NULL,
    committed bigint NOT NULL DEFAULT 0,
    CONSTRAINT never_oversold CHECK (0 <= committed AND committed <= on_hand)
) WITH (fillfactor = 70);

-- `address` is the address as it was when it was put on the order. `next_line` numbers the next new line.
-- I3: total = goods + fees − credits; that goods, fees and credits are the sums is checked at commit (0001_rules.sql).
CREATE TABLE orders (
    order_id text PRIMARY KEY,
    company_id text NOT NULL REFERENCES companies,
    user_id text NOT NULL REFERENCES users,
    status text NOT NULL CHECK (status IN ('CREATED', 'APPROVED', 'IN_PRODUCTION', 'READY_TO_SHIP', 'SHIPPED',
                                           'DELIVERED', 'RETURNED', 'CANCELLED')),
    version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    delivery_date date NOT NULL,
    address jsonb NOT NULL,
    currency text NOT NULL DEFAULT 'USD',
    next_line integer NOT NULL CHECK (next_line >= 1),
    pieces bigint NOT NULL,
    goods bigint NOT NULL CHECK (goods >= 0),
    fees bigint NOT NULL DEFAULT 0 CHECK (fees >= 0),
    credits bigint NOT NULL DEFAULT 0 CHECK (credits >= 0),
    total bigint NOT NULL GENERATED ALWAYS AS (goods + fees - credits) STORED,
    audit_sequence integer NOT NULL DEFAULT 0,
    audit_hash text
) WITH (fillfactor = 80);
CREATE INDEX orders_of_company ON orders (company_id, created_at DESC, order_id DESC);
CREATE INDEX orders_by_age ON orders (created_at DESC, order_id DESC);
CREATE INDEX orders_of_company_by_status ON orders (company_id, status, created_at DESC, order_id DESC);
CREATE INDEX orders_by_status ON orders (status, created_at DESC, order_id DESC);

CREATE TABLE order_lines (
    order_id text NOT NULL REFERENCES orders,
    line_id text NOT NULL,
    company_id text NOT NULL,
    position integer NOT NULL,
    sku text NOT NULL REFERENCES variants,
    quantity integer NOT NULL CHECK (quantity >= 1),
    unit_price bigint NOT NULL CHECK (unit_price >= 0),
    artwork_id text REFERENCES artworks,
    pieces_produced integer NOT NULL DEFAULT 0 CHECK (pieces_produced >= 0),
    PRIMARY KEY (order_id, line_id)
);

-- Every status an order took, with its time; the first is how it came to us.
CREATE TABLE order_statuses (
    entry_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    order_id text NOT NULL REFERENCES orders,
    company_id text NOT NULL,
    status text NOT NULL,
    at timestamptz NOT NULL,
    actor_type text NOT NULL CHECK (actor_type IN ('customer', 'cx_agent', 'system')),
    actor_name text NOT NULL
);
CREATE INDEX statuses_of_order ON order_statuses (order_id, at);

CREATE TABLE shipments (
    order_id text NOT NULL REFERENCES orders,
    carrier text NOT NULL,
    tracking_number text NOT NULL,
    company_id text NOT NULL,
    status text NOT NULL DEFAULT 'UNKNOWN',
    eta timestamptz,
    url text,
    events jsonb NOT NULL DEFAULT '[]',
    seen_at timestamptz,
    active boolean NOT NULL DEFAULT true,
    PRIMARY KEY (order_id, carrier, tracking_number)
);
CREATE INDEX shipments_by_number ON shipments (tracking_number, carrier);

-- `document` is the Quote as first served (json keeps it byte for byte); `seen` is what of the order it relied on.
-- A fresh quote names where it came from.
CREATE TABLE quotes (
    quote_id text PRIMARY KEY,
    company_id text NOT NULL,
    order_id text NOT NULL REFERENCES orders,
    user_id text NOT NULL REFERENCES users,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'used', 'released')),
    order_version integer NOT NULL,
    policy_version text NOT NULL,
    verdict text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    digest text NOT NULL,
    document json NOT NULL,
    seen json NOT NULL,
    change_id text,
    fresh_of text,
    fresh_option text,
    UNIQUE (fresh_of, fresh_option)
) WITH (fillfactor = 80);
CREATE INDEX quotes_open_of_user ON quotes (user_id, expires_at) WHERE status = 'open';
CREATE INDEX quotes_of_user ON quotes (user_id, created_at);
CREATE INDEX quotes_of_order ON quotes (order_id, created_at);

-- Judged by the clock on every read; the sweeper only tidies. No foreign key: a hold is written with its quote and
-- must not lock the quote's row.
CREATE TABLE holds (
    quote_id text NOT NULL,
    sku text NOT NULL REFERENCES stock,
    quantity bigint NOT NULL CHECK (quantity > 0),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (quote_id, sku)
);
CREATE INDEX holds_on_stock ON holds (sku, expires_at) INCLUDE (quantity, quote_id);
CREATE INDEX holds_by_end ON holds (expires_at);

-- I1: a quote is applied at most once (quote_id is unique whatever became of the change).
CREATE TABLE changes (
    change_id text PRIMARY KEY,
    company_id text NOT NULL,
    order_id text NOT NULL REFERENCES orders,
    quote_id text NOT NULL UNIQUE REFERENCES quotes,
    option_id text NOT NULL,
    user_id text NOT NULL REFERENCES users,
    conversation_id text NOT NULL,
    status text NOT NULL CHECK (status IN ('applied', 'pending_review', 'rejected', 'reversed', 'expired', 'superseded')),
    sync_state text NOT NULL DEFAULT 'pending'
        CHECK (sync_state IN ('pending', 'synced', 'compensating', 'reversed', 'failed')),
    review_id text,
    confirmation jsonb NOT NULL,
    option json NOT NULL,
    summary text NOT NULL,
    before json,
    version_after integer,
    created_at timestamptz NOT NULL,
    applied_at timestamptz,
    finished_at timestamptz,
    UNIQUE (order_id, version_after)
) WITH (fillfactor = 80);
CREATE INDEX changes_of_order ON changes (order_id, created_at);
CREATE INDEX changes_unfinished ON changes (created_at) WHERE sync_state IN ('pending', 'compensating');

CREATE TABLE change_steps (
    change_id text NOT NULL REFERENCES changes,
    system text NOT NULL CHECK (system IN ('erp', 'shipping', 'crm')),
    company_id text NOT NULL,
    status text NOT NULL
        CHECK (status IN ('not_needed', 'pending', 'doing', 'done', 'compensating', 'failed')),
    attempts integer NOT NULL DEFAULT 0,
    reference text,
    error_code text,
    done_at timestamptz,
    PRIMARY KEY (change_id, system)
) WITH (fillfactor = 80);

CREATE TABLE order_postings (
    posting_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    order_id text NOT NULL REFERENCES orders,
    company_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('fee', 'credit')),
    code text NOT NULL,
    label text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    change_id text REFERENCES changes
);
CREATE INDEX postings_of_order ON order_postings (order_id, posting_id);

-- Money owed either way, by change: positive = the customer owes it. Paying it out is another system's.
CREATE TABLE ledger (
    entry_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    company_id text NOT NULL,
    order_id text NOT NULL REFERENCES orders,
    change_id text NOT NULL REFERENCES changes,
    kind text NOT NULL CHECK (kind IN ('change', 'reversal')),
    amount bigint NOT NULL,
    currency text NOT NULL,
    at timestamptz NOT NULL,
    UNIQUE (change_id, kind)
);
CREATE INDEX ledger_of_order ON ledger (order_id);

-- The hash-chained trail; names and texts only as commitments, their plain text in the erasable table below.
CREATE TABLE audit_entries (
    order_id text NOT NULL REFERENCES orders,
    sequence integer NOT NULL CHECK (sequence >= 1),
    company_id text NOT NULL,
    kind text NOT NULL,
    at timestamptz NOT NULL,
    entry json NOT NULL,
    previous_hash text NOT NULL,
    entry_hash text NOT NULL,
    PRIMARY KEY (order_id, sequence)
);

CREATE TABLE audit_personal (
    order_id text NOT NULL,
    sequence integer NOT NULL,
    field text NOT NULL,
    company_id text NOT NULL,
    user_id text,
    salt text NOT NULL,
    plain text NOT NULL,
    PRIMARY KEY (order_id, sequence, field),
    FOREIGN KEY (order_id, sequence) REFERENCES audit_entries
);
CREATE INDEX personal_of_user ON audit_personal (user_id);

CREATE TABLE receipts (
    receipt_id text PRIMARY KEY,
    change_id text NOT NULL UNIQUE REFERENCES changes,
    company_id text NOT NULL,
    issued_at timestamptz NOT NULL,
    document json NOT NULL
);

CREATE TABLE reviews (
    review_id text PRIMARY KEY,
    company_id text NOT NULL,
    order_id text NOT NULL REFERENCES orders,
    change_id text NOT NULL UNIQUE REFERENCES changes,
    quote_id text NOT NULL REFERENCES quotes,
    option_id text NOT NULL,
    user_id text NOT NULL REFERENCES users,
    conversation_id text NOT NULL,
    reason text NOT NULL,
    status text NOT NULL DEFAULT 'waiting'
        CHECK (status IN ('waiting', 'approved', 'rejected', 'expired', 'withdrawn')),
    created_at timestamptz NOT NULL,
    decide_by timestamptz NOT NULL,
    expected_response_by timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    comment text,
    fresh_quote_id text,
    transcript json NOT NULL DEFAULT '[]',
    ticket_id text,
    ticket_status text
);
CREATE INDEX reviews_by_status ON reviews (status, created_at, review_id);
CREATE INDEX reviews_of_order ON reviews (order_id, created_at);
CREATE INDEX reviews_due ON reviews (decide_by) WHERE status = 'waiting';

CREATE TABLE escalations (
    escalation_id text PRIMARY KEY,
    company_id text,
    user_id text,
    order_id text,
    conversation_id text NOT NULL,
    reason text NOT NULL,
    summary text NOT NULL,
    priority text NOT NULL CHECK (priority IN ('urgent', 'high', 'normal')),
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'taken_over', 'solved')),
    quote_id text,
    change_id text,
    transcript json NOT NULL DEFAULT '[]',
    expected_response_by timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    solved_at timestamptz,
    ticket_id text,
    ticket_status text
);
CREATE INDEX escalations_by_age ON escalations (created_at DESC, escalation_id DESC);
CREATE INDEX escalations_of_conversation ON escalations (conversation_id, created_at);
CREATE INDEX escalations_of_order ON escalations (order_id, created_at);
CREATE INDEX escalations_by_ticket ON escalations (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX reviews_by_ticket ON reviews (ticket_id) WHERE ticket_id IS NOT NULL;

-- The answer to a keyed request, stored in the transaction that has the effect; only 2xx comes here.
CREATE TABLE idempotency_keys (
    company_id text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (company_id, route, key)
);
CREATE INDEX keys_by_end ON idempotency_keys (expires_at);

CREATE TABLE webhooks_seen (
    source text NOT NULL,
    event_id text NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (source, event_id)
);

-- How far a poller has read.
CREATE TABLE watermarks (
    name text PRIMARY KEY,
    value text NOT NULL
);
