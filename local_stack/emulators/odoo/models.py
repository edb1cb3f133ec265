"""The fields of the emulated models; names, labels and selections as Odoo 19 lists them."""

from local_stack.emulators.odoo.schema import Field, Model, char, choice, flag, links, many, moment, number, one

ORDER_STATES = (("draft", "Quotation"), ("sent", "Quotation Sent"), ("sale", "Sales Order"), ("cancel", "Cancelled"))
STOCK_LOCATION, CUSTOMER_LOCATION = 5, 8
COMPANY_USER, OUTGOING, INCOMING, WAREHOUSE, USD, UNITS = 2, 2, 1, 1, 1, 1

PARTNERS = (
    Model("res.country", "Country", {"name": char("Country Name", required=True), "code": char("Country Code")}),
    Model("res.country.state", "Country state", {
        "name": char("State Name", required=True), "code": char("State Code", required=True),
        "country_id": one("Country", "res.country", required=True)}),
    Model("res.partner", "Contact", {
        "name": char("Name"), "email": char("Email"), "phone": char("Phone"), "ref": char("Reference"),
        "is_company": flag("Is a Company"), "active": flag("Active", default=True), "barcode": char("Barcode"),
        "parent_id": one("Related Company", "res.partner"), "child_ids": many("Contact", "res.partner", "parent_id"),
        "type": choice("Address Type", "contact", ("contact", "Contact"), ("invoice", "Invoice"),
                       ("delivery", "Delivery"), ("other", "Other")),
        "street": char("Street"), "street2": char("Street2"), "city": char("City"), "zip": char("Zip"),
        "state_id": one("State", "res.country.state"), "country_id": one("Country", "res.country"),
        "comment": Field("html", "Notes"),
    }, ("parent_id", "ref")),
    Model("res.users", "User", {
        "name": char("Name"), "login": char("Login", required=True), "group_ids": links("Groups", "res.groups")}),
    Model("ir.model.data", "Model Data", {
        "module": char("Module"), "name": char("External Identifier"), "model": char("Model Name"),
        "res_id": Field("integer", "Record ID")}),
    Model("res.currency", "Currency", {"name": char("Currency")}),
)  # fmt: skip

CATALOGUE = (
    Model("product.attribute", "Product Attribute", {
        "name": char("Attribute", required=True),
        "create_variant": choice("Variant Creation", "always", ("always", "Instantly"), ("dynamic", "Dynamically"),
                                 ("no_variant", "Never")),
        "value_ids": many("Values", "product.attribute.value", "attribute_id")}),
    Model("product.attribute.value", "Attribute Value", {
        "name": char("Value", required=True),
        "attribute_id": one("Attribute", "product.attribute", required=True)}, ("attribute_id",)),
    Model("product.template.attribute.line", "Product Template Attribute Line", {
        "product_tmpl_id": one("Product Template", "product.template"),
        "attribute_id": one("Attribute", "product.attribute", required=True),
        "value_ids": links("Values", "product.attribute.value")}, ("product_tmpl_id",)),
    Model("product.template.attribute.value", "Product Template Attribute Value", {
        "product_tmpl_id": one("Product Template", "product.template"),
        "product_attribute_value_id": one("Attribute Value", "product.attribute.value"),
        "name": char("Value")}, ("product_tmpl_id",)),
    Model("stock.route", "Inventory Routes", {"name": char("Route", required=True)}),
    Model("uom.uom", "Product Unit", {"name": char("Unit Name", required=True)}),
    Model("product.template", "Product", {
        "name": char("Name", required=True), "default_code": char("Internal Reference"),
        "list_price": number("Sales Price", 1.0), "active": flag("Active", default=True),
        "type": choice("Product Type", "consu", ("consu", "Goods"), ("service", "Service"), ("combo", "Combo")),
        "is_storable": flag("Track Inventory"), "uom_id": one("Unit", "uom.uom", default=UNITS),
        "route_ids": links("Routes", "stock.route"),
        "attribute_line_ids": many("Product Attributes", "product.template.attribute.line", "product_tmpl_id"),
        "product_variant_ids": many("Products", "product.product", "product_tmpl_id"),
        "product_variant_count": Field("integer", "# Product Variants", stored=False)}),
    Model("product.product", "Product Variant", {
        "product_tmpl_id": one("Product Template", "product.template", required=True),
        "default_code": char("Internal Reference"), "barcode": char("Barcode"), "active": flag("Active", default=True),
        "product_template_attribute_value_ids": links("Attribute Values", "product.template.attribute.value"),
        "name": Field("char", "Name", stored=False), "list_price": number("Sales Price", stored=False),
        "lst_price": number("Sales Price", stored=False), "type": choice("Product Type", None, stored=False),
        "is_storable": flag("Track Inventory", stored=False), "uom_id": one("Unit", "uom.uom", stored=False),
        "qty_available": number("Quantity On Hand", stored=False), "free_qty": number("Free To Use", stored=False),
        "virtual_available": number("Forecasted Quantity", stored=False),
        "incoming_qty": number("Incoming", stored=False), "outgoing_qty": number("Outgoing", stored=False),
        "stock_quant_ids": many("Stock Quant", "stock.quant", "product_id"),
    }, ("default_code", "product_tmpl_id")),
)  # fmt: skip

SALES = (
    Model("delivery.carrier", "Shipping Methods", {
        "name": char("Delivery Method", required=True), "fixed_price": number("Fixed Price"),
        "delivery_type": choice("Provider", "fixed", ("fixed", "Fixed Price"), ("base_on_rule", "Based on Rules"))}),
    Model("sale.order", "Sales Order", {
        "name": char("Order Reference"), "origin": char("Source Document"), "note": Field("html", "Terms"),
        "state": choice("Status", "draft", *ORDER_STATES), "locked": flag("Locked"),
        "client_order_ref": char("Customer Reference"),
        "partner_id": one("Customer", "res.partner", required=True),
        "partner_invoice_id": one("Invoice Address", "res.partner"),
        "partner_shipping_id": one("Delivery Address", "res.partner"),
        "order_line": many("Order Lines", "sale.order.line", "order_id"),
        "picking_ids": many("Transfers", "stock.picking", "sale_id"),
        "mrp_production_ids": links("Manufacturing orders", "mrp.production", stored=False),
        "mrp_production_count": Field("integer", "Count of MO generated", stored=False),
        "delivery_count": Field("integer", "Delivery Orders", stored=False),
        "date_order": moment("Order Date"), "commitment_date": moment("Delivery Date"),
        "expected_date": moment("Expected Date", stored=False),
        "delivery_status": choice("Delivery Status", None, ("pending", "Not Delivered"), ("started", "Started"),
                                  ("partial", "Partially Delivered"), ("full", "Fully Delivered")),
        "invoice_status": choice("Invoice Status", None, ("upselling", "Upselling Opportunity"),
                                 ("invoiced", "Fully Invoiced"), ("to invoice", "To Invoice"),
                                 ("no", "Nothing to Invoice"), stored=False),
        "amount_untaxed": Field("monetary", "Untaxed Amount", stored=False),
        "amount_tax": Field("monetary", "Taxes", stored=False),
        "amount_total": Field("monetary", "Total", stored=False),
        "currency_id": one("Currency", "res.currency", default=USD),
        "carrier_id": one("Delivery Method", "delivery.carrier"), "user_id": one("Salesperson", "res.users"),
        "warehouse_id": one("Warehouse", "stock.warehouse", default=WAREHOUSE),
    }, ("client_order_ref", "state", "partner_id")),
    Model("sale.order.line", "Sales Order Line", {
        "order_id": one("Order Reference", "sale.order", required=True), "name": Field("text", "Description"),
        "sequence": Field("integer", "Sequence", default=10),
        "product_id": one("Product", "product.product"), "product_uom_qty": number("Quantity", 1.0),
        "product_uom_id": one("Unit", "uom.uom", default=UNITS), "price_unit": number("Unit Price"),
        "discount": number("Discount (%)"), "qty_delivered": number("Delivery Quantity"),
        "qty_invoiced": number("Invoiced Quantity"),
        "display_type": choice("Display Type", None, ("line_section", "Section"), ("line_note", "Note")),
        "state": choice("Order Status", None, *ORDER_STATES, stored=False),
        "price_subtotal": Field("monetary", "Subtotal", stored=False),
        "price_total": Field("monetary", "Total", stored=False),
        "move_ids": many("Stock Moves", "stock.move", "sale_line_id"),
        "virtual_available_at_date": number("Virtual Available At Date", stored=False),
        "free_qty_today": number("Free Qty Today", stored=False),
    }, ("order_id", "product_id")),
)  # fmt: skip

WAREHOUSING = (
    Model("stock.location", "Inventory Locations", {
        "name": char("Location Name", required=True), "complete_name": char("Full Location Name"),
        "usage": choice("Location Type", "internal", ("internal", "Internal"), ("customer", "Customer"))}),
    Model("stock.warehouse", "Warehouse", {
        "name": char("Warehouse", required=True), "code": char("Short Name", required=True),
        "lot_stock_id": one("Location Stock", "stock.location")}),
    Model("stock.picking.type", "Picking Type", {
        "name": char("Operation Type", required=True), "code": char("Type of Operation")}),
    Model("stock.quant", "Quants", {
        "product_id": one("Product", "product.product", required=True),
        "location_id": one("Location", "stock.location", required=True, default=STOCK_LOCATION),
        "quantity": number("Quantity"), "reserved_quantity": number("Reserved Quantity"),
        "available_quantity": number("Available Quantity", stored=False),
        "inventory_quantity": number("Counted"), "inventory_quantity_set": flag("Inventory Quantity Set"),
        "in_date": moment("Incoming Date"),
    }, ("product_id",)),
    Model("stock.picking", "Transfer", {
        "name": char("Reference"), "origin": char("Source Document"), "note": Field("html", "Notes"),
        "state": choice("Status", "draft", ("draft", "Draft"), ("waiting", "Waiting Another Operation"),
                        ("confirmed", "Waiting"), ("assigned", "Ready"), ("done", "Done"), ("cancel", "Cancelled")),
        "sale_id": one("Sales Order", "sale.order"), "partner_id": one("Contact", "res.partner"),
        "picking_type_id": one("Operation Type", "stock.picking.type", default=OUTGOING),
        "picking_type_code": choice("Type of Operation", None, stored=False),
        "move_ids": many("Stock Moves", "stock.move", "picking_id"),
        "scheduled_date": moment("Scheduled Date"), "date_deadline": moment("Deadline"),
        "date_done": moment("Date of Transfer"), "return_id": one("Return of", "stock.picking"),
        "return_ids": many("Returns", "stock.picking", "return_id"),
        "carrier_id": one("Carrier", "delivery.carrier"), "carrier_tracking_ref": char("Tracking Reference"),
        "products_availability": Field("char", "Product Availability", stored=False),
        "products_availability_state": choice("Availability State", None, ("available", "Available"),
                                              ("expected", "Expected"), ("late", "Late"), stored=False),
    }, ("sale_id", "state")),
    Model("stock.move", "Stock Move", {
        "picking_id": one("Transfer", "stock.picking"), "sale_line_id": one("Sale Line", "sale.order.line"),
        "product_id": one("Product", "product.product", required=True), "origin": char("Source Document"),
        "product_uom_qty": number("Demand", 1.0), "quantity": number("Quantity"), "picked": flag("Picked"),
        "state": choice("Status", "draft", ("draft", "New"), ("waiting", "Waiting Another Move"),
                        ("confirmed", "Waiting"), ("partially_available", "Partially Available"),
                        ("assigned", "Available"), ("done", "Done"), ("cancel", "Cancelled")),
        "forecast_availability": number("Forecast Availability", stored=False),
        "origin_returned_move_id": one("Origin return move", "stock.move"),
        "raw_material_production_id": one("Production Order for components", "mrp.production"),
    }, ("picking_id", "sale_line_id", "product_id")),
)  # fmt: skip

MANUFACTURING = (
    Model("mrp.bom", "Bill of Material", {
        "product_tmpl_id": one("Product", "product.template", required=True),
        "product_id": one("Product Variant", "product.product"), "product_qty": number("Quantity", 1.0),
        "bom_line_ids": many("BoM Lines", "mrp.bom.line", "bom_id")}),
    Model("mrp.bom.line", "Bill of Material Line", {
        "bom_id": one("Parent BoM", "mrp.bom"), "product_id": one("Component", "product.product", required=True),
        "product_qty": number("Quantity", 1.0)}, ("bom_id",)),
    Model("mrp.production", "Manufacturing Order", {
        "name": char("Reference"), "origin": char("Source"),
        "state": choice("State", "draft", ("draft", "Draft"), ("confirmed", "Confirmed"), ("progress", "In Progress"),
                        ("to_close", "To Close"), ("done", "Done"), ("cancel", "Cancelled")),
        "product_id": one("Product", "product.product", required=True), "bom_id": one("Bill of Material", "mrp.bom"),
        "product_qty": number("Quantity To Produce", 1.0), "qty_producing": number("Quantity Producing"),
        "product_uom_qty": number("Total Quantity", stored=False), "qty_produced": number("Produced", stored=False),
        "sale_line_id": one("Sale Order Line", "sale.order.line"), "date_start": moment("Start"),
        "date_finished": moment("End"), "move_raw_ids": many("Components", "stock.move", "raw_material_production_id"),
        "reservation_state": choice("MO Readiness", None, ("confirmed", "Waiting"), ("assigned", "Ready"),
                                    ("waiting", "Waiting Another Operation")),
    }, ("sale_line_id", "origin", "state")),
    Model("change.production.qty", "Change Production Qty", {
        "mo_id": one("Manufacturing Order", "mrp.production", required=True),
        "product_qty": number("Quantity To Produce", 1.0)}),
)  # fmt: skip

MODELS: dict[str, Model] = {
    model.name: model for model in (*PARTNERS, *CATALOGUE, *SALES, *WAREHOUSING, *MANUFACTURING)
}
